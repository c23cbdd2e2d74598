import type { Lang } from '../i18n/lang.ts';
import { formatSize } from '../i18n/size.ts';
import { element, fill, say } from './dom.ts';
import type { FormLimits, FormWords } from './form-data.ts';

export type ChosenFiles = {
  /** What would be sent now. */
  files(): readonly File[];
  /** Why they cannot be sent as they are, in words; empty when they can. */
  fault(): string;
};

type Setup = { lang: Lang; words: FormWords; limits: FormLimits; onChange: () => void; announce: (text: string) => void };

/** Lists what was chosen; choosing again adds to it, where a browser by itself would put the new in the old one's place. */
export function createChosenFiles({ lang, words, limits, onChange, announce }: Setup): ChosenFiles {
  const input = element('files', HTMLInputElement);
  const list = element('chosen', HTMLUListElement);
  const fault = element('files-fault', HTMLElement);
  let chosen: File[] = [];
  const size = (bytes: number) => formatSize(bytes, lang);
  const total = () => chosen.reduce((sum, file) => sum + file.size, 0);

  const faultOfAll = () => {
    const tooMany = chosen.length - limits.fileCount;
    if (tooMany > 0) return fill(words.tooMany, { limit: limits.fileCount, count: tooMany });
    if (total() <= limits.fileTotal) return '';
    return fill(words.tooMuch, { size: size(total()), limit: size(limits.fileTotal) });
  };

  const show = (faults: string) => {
    putInto(input, chosen);
    list.replaceChildren(...chosen.map(file => row(file, { words, size: size(file.size), onRemove: () => remove(file) })));
    list.hidden = chosen.length === 0;
    say(element('chosen-total', HTMLElement), chosen.length > 1 ? fill(words.chosen, { count: chosen.length, size: size(total()) }) : '');
    say(fault, faults);
    input.toggleAttribute('aria-invalid', false);
    if (faults !== '') input.setAttribute('aria-invalid', 'true');
    onChange();
  };

  const remove = (file: File) => {
    const place = chosen.indexOf(file);
    chosen = chosen.filter(other => other !== file);
    show(faultOfAll());
    announce(fill(words.removed, { name: file.name }));
    const buttons = list.querySelectorAll('button');
    (buttons[Math.min(place, buttons.length - 1)] ?? input).focus();
  };

  input.addEventListener('change', () => {
    const fresh = [...(input.files ?? [])].filter(file => !chosen.some(other => isSame(file, other)));
    const tooLarge = fresh.filter(file => file.size > limits.fileSize);
    chosen = [...chosen, ...fresh.filter(file => !tooLarge.includes(file))];
    const faults = tooLarge.map(file => fill(words.tooLarge, { name: file.name, limit: size(limits.fileSize) }));
    const sentence = [...faults, faultOfAll()].filter(Boolean).join(' ');
    show(sentence);
    element('choose-again', HTMLElement).hidden = true;
    announce(sentence || fill(words.chosen, { count: chosen.length, size: size(total()) }));
  });

  return { files: () => chosen, fault: faultOfAll };
}

const isSame = (one: File, other: File) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/** The input holds the same files as the list, for a browser that sends the form by itself. */
function putInto(input: HTMLInputElement, files: readonly File[]): void {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
}

type RowParts = { words: FormWords; size: string; onRemove: () => void };

function row(file: File, { words, size, onRemove }: RowParts): HTMLLIElement {
  const name = Object.assign(document.createElement('span'), { className: 'file-name', textContent: file.name });
  const weight = Object.assign(document.createElement('span'), { className: 'hint', textContent: size });
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button plain compact',
    textContent: words.remove,
    ariaLabel: fill(words.removeFile, { name: file.name }),
  });
  button.addEventListener('click', onRemove);
  const item = document.createElement('li');
  item.append(name, weight, button);
  return item;
}
