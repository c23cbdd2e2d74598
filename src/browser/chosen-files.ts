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

type Setup = {
  lang: Lang;
  words: FormWords;
  limits: FormLimits;
  onChange: () => void;
  announce: (text: string) => void;
};

/**
 * Lists what was chosen; choosing again adds to it, where a browser by itself would put the new in the old
 * one's place.
 */
export function createChosenFiles(setup: Setup): ChosenFiles {
  const { words, limits, announce } = setup;
  const input = element('files', HTMLInputElement);
  let chosen: File[] = [];

  const show = (fault: string) => {
    draw(chosen, fault, setup, file => {
      const place = chosen.indexOf(file);
      chosen = chosen.filter(other => other !== file);
      show(faultOfAll(chosen, setup));
      announce(fill(words.removed, { name: file.name }));
      focusRow(place);
    });
  };

  input.addEventListener('change', () => {
    const fresh = [...(input.files ?? [])].filter(file => !chosen.some(other => isSame(file, other)));
    const tooLarge = fresh.filter(file => file.size > limits.fileSize);
    chosen = [...chosen, ...fresh.filter(file => !tooLarge.includes(file))];
    const sentences = tooLarge.map(({ name }) =>
      fill(words.tooLarge, { name, limit: formatSize(limits.fileSize, setup.lang) }),
    );
    const fault = [...sentences, faultOfAll(chosen, setup)].filter(Boolean).join(' ');
    show(fault);
    element('choose-again', HTMLElement).hidden = true;
    announce(fault || inAll(chosen, setup));
  });

  return { files: () => chosen, fault: () => faultOfAll(chosen, setup) };
}

const weightOf = (files: readonly File[]) => files.reduce((sum, file) => sum + file.size, 0);

function faultOfAll(chosen: readonly File[], { words, limits, lang }: Setup): string {
  const tooMany = chosen.length - limits.fileCount;
  if (tooMany > 0) return fill(words.tooMany, { limit: limits.fileCount, count: tooMany });
  if (weightOf(chosen) <= limits.fileTotal) return '';
  const size = formatSize(weightOf(chosen), lang);
  return fill(words.tooMuch, { size, limit: formatSize(limits.fileTotal, lang) });
}

const inAll = (chosen: readonly File[], { words, lang }: Setup) =>
  fill(words.chosen, { count: chosen.length, size: formatSize(weightOf(chosen), lang) });

function draw(chosen: readonly File[], fault: string, setup: Setup, onRemove: (file: File) => void): void {
  const { words, lang, onChange } = setup;
  const input = element('files', HTMLInputElement);
  const list = element('chosen', HTMLUListElement);
  putInto(input, chosen);
  list.replaceChildren(
    ...chosen.map(file =>
      row(file, { words, size: formatSize(file.size, lang), onRemove: () => onRemove(file) }),
    ),
  );
  list.hidden = chosen.length === 0;
  say(element('chosen-total', HTMLElement), chosen.length > 1 ? inAll(chosen, setup) : '');
  say(element('files-fault', HTMLElement), fault);
  if (fault === '') input.removeAttribute('aria-invalid');
  else input.setAttribute('aria-invalid', 'true');
  onChange();
}

/**
 * The focus must not fall off the page with the row that went: it goes to the next one, or back to the
 * button.
 */
function focusRow(place: number): void {
  const buttons = element('chosen', HTMLUListElement).querySelectorAll('button');
  (buttons[Math.min(place, buttons.length - 1)] ?? element('files', HTMLInputElement)).focus();
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
  const name = Object.assign(document.createElement('span'), {
    className: 'file-name',
    textContent: file.name,
  });
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
