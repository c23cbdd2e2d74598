import type { SearchedText } from '../fields.ts';
import { clean } from '../text.ts';

/** What someone searches for. `number`: of the tip that is meant, if one is. */
export type Search = { typed: string; number: number | null; words: readonly SearchWord[] };

/** `digits`: those of a telephone number, from behind what stands for the country or the 0 that begins it. */
export type SearchWord = { text: string; digits: string | null };

const TIP_NUMBER = /^(?:#|no\.?|tip|제보)?\s*([1-9]\d{0,14})번?$/iu;

/** What people put between the digits of a telephone number: spaces, line ends, and hyphens and dashes of all kinds. */
const DIVIDERS = [...' \u00A0\t\n-_.,~()/·\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC\u3161\uFF0D'];
const DIVIDER = `[${DIVIDERS.map(divider => `\\u{${divider.codePointAt(0)?.toString(16)}}`).join('')}]`;

/** Digits as they may be divided, to their end. */
const DIGITS = new RegExp(
  `(?<![\\p{L}\\d])\\+?\\(?\\d(?:${DIVIDER}{0,3}\\d)*(?!\\p{L}|${DIVIDER}{0,3}\\d)`,
  'gu',
);

/** So many digits a telephone number has. Fewer are a word like any other, and more are several numbers. */
const [LEAST, MOST] = [7, 15];

/** Null where nothing is searched for. */
export function readSearch(typed: string): Search | null {
  const text = clean(typed)
    .replace(/[\uFF10-\uFF19\uFF0B\uFF0D]/gu, halfWidth)
    .trim();
  if (text === '') return null;
  const number = TIP_NUMBER.exec(text)?.[1];
  const numbers: string[] = [];
  const rest = text.replace(DIGITS, run => {
    const pieces = digitsIn(run).length > MOST ? run.split(/\s+/u) : [run];
    const found = pieces.filter(isPhoneNumber);
    numbers.push(...found);
    return found.length === 0 ? run : ` ${pieces.filter(piece => !isPhoneNumber(piece)).join(' ')} `;
  });
  const words = rest.split(/\s+/u).filter(word => word !== '');
  return {
    typed: text,
    number: number === undefined ? null : Number(number),
    words: [
      ...[...new Set(words)].map(word => ({ text: word, digits: null })),
      ...[...new Set(numbers)].map(found => ({ text: found, digits: dialled(found) })),
    ],
  };
}

const digitsIn = (text: string) => text.replace(/\D/gu, '');
const isPhoneNumber = (text: string) => digitsIn(text).length >= LEAST && digitsIn(text).length <= MOST;

const halfWidth = (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0);

const fullWidth = (digit: string) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0);

/** 010-1234-5678, +82 10 1234 5678, 82 10 1234 5678 and 0082 (0)10 1234 5678 are one: 1012345678. */
function dialled(number: string): string {
  const digits = digitsIn(number);
  const isAbroad = number.startsWith('+') || digits.startsWith('00') || /^820?[1-9]\d{7,9}$/u.test(digits);
  const behindZeros = digits.replace(/^0+/u, '');
  const national = isAbroad ? behindZeros.replace(/^82/u, '').replace(/^0/u, '') : behindZeros;
  return national === '' ? digits : national;
}

/** Finds in a text what it may be found by. */
export const markPattern = ({ words }: Search): RegExp => new RegExp(words.map(patternOf).join('|'), 'giu');

/** Whether a text has all that is searched for. */
export const shows = (text: string, { words }: Search): boolean =>
  words.every(word => new RegExp(patternOf(word), 'iu').test(text));

/**
 * Whether a tip is found: each word stands in one of its texts, not all in the same. They are asked for one after another,
 * and no more of them than it takes.
 */
export function createFinder({ words }: Search): (texts: Iterable<SearchedText>) => boolean {
  const sought = words.map(word => ({ pattern: new RegExp(patternOf(word), 'iu'), digits: word.digits }));
  return texts => {
    let missing = sought;
    for (const { text, by } of texts) {
      missing = missing.filter(
        ({ pattern, digits }) => (by === 'numbers' && digits === null) || !pattern.test(text),
      );
      if (missing.length === 0) return true;
    }
    return false;
  };
}

/** By it is found and marked: what one sees is what it was found for. */
function patternOf({ text, digits }: SearchWord): string {
  if (digits === null) return RegExp.escape(text);
  const country = `(?:(?:\\+|00)?82${DIVIDER}{0,3})?\\(?[0０]?\\)?${DIVIDER}{0,3}`;
  return `${country}${[...digits].map(digit => `[${digit}${fullWidth(digit)}]`).join(`${DIVIDER}*`)}`;
}

/** A text in pieces, of which those are marked that it is found by. */
export function markedPieces(text: string, search: Search): { text: string; isMarked: boolean }[] {
  const pieces: { text: string; isMarked: boolean }[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(markPattern(search))) {
    pieces.push({ text: text.slice(end, index), isMarked: false }, { text: found, isMarked: true });
    end = index + found.length;
  }
  return [...pieces, { text: text.slice(end), isMarked: false }].filter(piece => piece.text !== '');
}
