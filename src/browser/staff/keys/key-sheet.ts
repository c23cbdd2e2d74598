import { make } from '../../dom.ts';
import { watchSwitch } from './switch.ts';

const SHEET = '#key-sheet';

/** Shows the page of the keys above this one; where it does not come, the browser goes there. */
export function openKeySheet(address: string): void {
  show(address).catch(() => location.assign(address));
}

async function show(address: string): Promise<void> {
  const here = document.querySelector<HTMLDialogElement>(`dialog:has(${SHEET})`);
  const dialog = here ?? (await load(address));
  if (!dialog.open) dialog.showModal();
}

async function load(address: string): Promise<HTMLDialogElement> {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, redirect: 'error' });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const sheet = page.querySelector(SHEET);
  if (!answer.ok || sheet === null) throw new Error('no sheet');
  const dialog = make('dialog', 'floating');
  dialog.setAttribute('aria-labelledby', 'key-title');
  dialog.append(sheet);
  document.body.append(dialog);
  watchSwitch(dialog);
  return dialog;
}
