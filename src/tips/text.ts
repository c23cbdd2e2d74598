/** Limits in code points, counted after `clean`. */
export const MESSAGE_LIMIT = 100_000;
export const TEXT_LIMIT = 200;

/** Text as it is kept: NFC, LF line ends, and U+FFFD for NUL and lone surrogates, which no database stores alike. */
export const clean = (text: string): string =>
  text.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\0', '\uFFFD').normalize('NFC');

export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  return text.length > 2 * limit || lengthOf(text) > limit;
}

/** Length in code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

const HEADLINE_LIMIT = 80;
const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** The first words in one line of at most 80 letters, as a person counts them. */
export function headlineOf(text: string): string {
  const start = text
    .slice(0, 2_000)
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
  const letters = Array.from(graphemes.segment(start.slice(0, 1_000)), part => part.segment);
  if (letters.length <= HEADLINE_LIMIT) return letters.join('') || '…';
  return `${letters
    .slice(0, HEADLINE_LIMIT - 1)
    .join('')
    .trimEnd()}…`;
}
