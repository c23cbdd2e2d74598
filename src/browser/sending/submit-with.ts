import type { ChosenFiles } from '../chosen-files/chosen-list.ts';
import { make } from '../dom.ts';

/** As a browser without script sends it, with the files of the list. */
export function submitWith(form: HTMLFormElement, chosen: ChosenFiles): void {
  const listed = new FormData();
  chosen.putInto(listed);
  const files = new DataTransfer();
  for (const [name, value] of listed) {
    if (typeof value === 'string') form.append(make('input', '', { type: 'hidden', name, value }));
    else files.items.add(value);
  }
  const input = form.elements.namedItem('files');
  if (input instanceof HTMLInputElement) input.files = files.files;
  form.submit();
}
