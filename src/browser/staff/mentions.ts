import { element, fill } from '../dom.ts';
import { createListbox } from './listbox.ts';

/** As the server reads it: `@` behind a letter or a digit is of an address. No lookbehind, for Safari 15. */
const BEGUN = /(?:^|[^\p{L}\p{N}._%+-])@([^@\n]{0,60})$/u;
const LATIN_END = /[A-Za-z0-9]$/;

/** `at`: behind which `@`. */
type Begun = { at: number; typed: string };

/** Offers whom a note can call, behind an `@`. Without script the names are typed. */
export function startMentions(): void {
  const field = document.getElementById('note');
  if (!(field instanceof HTMLTextAreaElement) || document.getElementById('mentions') === null) return;
  const told = element('mentions-told', HTMLElement);
  const listbox = createListbox(field, element('mentions', HTMLElement));
  let begun: Begun | null = null;
  /** Where somebody was chosen, or wanted none. */
  let done = -1;

  const close = () => {
    begun = null;
    told.textContent = '';
    listbox.close();
  };
  const update = () => {
    begun = begunIn(field);
    if (begun === null) done = -1;
    const fitting = begun === null || begun.at === done ? [] : listbox.fitting(begun.typed);
    if (fitting.length === 0) return close();
    listbox.show(fitting);
    told.textContent = fill(told.dataset['offered'] ?? '', { count: fitting.length });
  };
  const choose = (option: HTMLElement) => {
    if (begun === null) return;
    const { at, typed } = begun;
    const word = option.dataset['word'] ?? '';
    done = at;
    // Korean goes on behind a name without a space; a Latin word has to end where the name does.
    field.setRangeText(LATIN_END.test(word) ? `${word} ` : word, at, at + typed.length, 'end');
    close();
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const refuse = () => {
    done = begun?.at ?? -1;
    close();
  };
  listenTo(field, { update, close, isLeft: () => begun !== null && begunIn(field)?.at !== begun.at });
  listbox.listen({ choose, refuse });
}

type Heard = { update: () => void; close: () => void; isLeft: () => boolean };

/** While a syllable is composed nothing happens: what it becomes is not known yet. */
function listenTo(field: HTMLTextAreaElement, { update, close, isLeft }: Heard): void {
  let isComposing = false;
  field.addEventListener('compositionstart', () => {
    isComposing = true;
  });
  field.addEventListener('compositionend', () => {
    isComposing = false;
    update();
  });
  field.addEventListener('input', () => {
    if (!isComposing) update();
  });
  field.addEventListener('blur', close);
  document.addEventListener('selectionchange', () => {
    if (!isComposing && isLeft()) close();
  });
}

function begunIn({ value, selectionStart: end, selectionEnd }: HTMLTextAreaElement): Begun | null {
  if (end !== selectionEnd) return null;
  const typed = BEGUN.exec(value.slice(0, end))?.[1];
  return typed === undefined ? null : { at: end - typed.length, typed };
}
