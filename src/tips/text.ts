import { composed } from '../nfc.ts';

/** Limits in code points, counted after `clean`. */
export const MESSAGE_LIMIT = 100_000;
export const TEXT_LIMIT = 200;

/** Far over every limit, even decomposed: what is longer is not worth reading to its end. */
const RAW_CEILING = 2_000_000;

/** Text as it is kept: NFC, LF line ends, and U+FFFD for NUL and lone surrogates, which no database stores alike. */
export const clean = (text: string): string =>
  isCleanAscii(text)
    ? text
    : composed(text.slice(0, RAW_CEILING).toWellFormed().replaceAll('\r\n', '\n').replaceAll('\0', '\uFFFD'));

/** As most fields are: a code, a mark, an address, or nothing. NFC leaves ASCII as it is (UAX #15). */
const isCleanAscii = (text: string): boolean =>
  text.length <= 1_000 && /^\p{ASCII}*$/u.test(text) && !text.includes('\r') && !text.includes('\0');

export const isBlank = (text: string): boolean => text.trim() === '';

/** The beginning of so many UTF-16 units at most: for names and types of files, where more is no use to anybody. */
export const beginningOf = (text: string, units: number): string => text.slice(0, units).toWellFormed();

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

/** In columns: a letter of Korean takes two. */
const HEADLINE_WIDTH = 160;
/** As wide as it is high (Unicode Standard Annex 11). */
const WIDE =
  /[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{Extended_Pictographic}\u3000-\u303f\uff01-\uff60]/u;
const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** The first words in one line, of as many letters as fit a row of the list: 80 of Korean, 160 of Latin ones, as a person counts them. */
export function headlineOf(text: string): string {
  const start = text
    .slice(0, 2_000)
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
  // No letter is shorter than one code unit, nor wider than two columns.
  if (2 * start.length <= HEADLINE_WIDTH) return start || '…';
  let [headline, width, room] = ['', 0, ''];
  for (const { segment } of graphemes.segment(start.slice(0, 1_000))) {
    width += WIDE.test(segment) ? 2 : 1;
    if (width > HEADLINE_WIDTH) return `${room.trimEnd()}…`;
    headline += segment;
    if (width <= HEADLINE_WIDTH - 2) room = headline;
  }
  return headline;
}
