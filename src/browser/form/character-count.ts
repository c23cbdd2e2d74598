import type { Lang } from '../../i18n/lang.ts';
import { element, fill, say } from '../dom.ts';
import type { FormLimits, FormWords } from '../page-data.ts';

/** Below this share of the limit nobody needs to know. */
const MATTERS_FROM = 0.9;

/** As the server counts: code points after NFC. */
export const countCharacters = (text: string): number => {
  let count = 0;
  for (const _ of text.normalize('NFC')) count += 1;
  return count;
};

type Setup = { words: FormWords; limits: FormLimits; lang: Lang };

/** Shows how many characters are left, once it matters. */
export function startCounter(setup: Setup): void {
  const message = element('message', HTMLTextAreaElement);
  const place = element('letters', HTMLElement);
  const show = () => say(place, sentence(message.value, setup));
  message.addEventListener('input', show);
  show();
}

function sentence(text: string, { words, limits: { message }, lang }: Setup): string {
  // The length in UTF-16 is never below the count, and costs nothing.
  if (text.length < message * MATTERS_FROM) return '';
  const left = message - countCharacters(text);
  if (left > message * (1 - MATTERS_FROM)) return '';
  return fill(left < 0 ? words.lettersOver : words.lettersLeft, {
    count: Math.abs(left).toLocaleString(lang),
  });
}
