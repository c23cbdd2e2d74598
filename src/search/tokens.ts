import { FIRST_SYLLABLE, initialOf, isSyllable, SYLLABLES } from './hangul.ts';
import { DIVIDER, digitsIn } from './phone.ts';

/**
 * Where a text stands, so that rights hold in what is found and counted: names and contacts are not for all who see the tip.
 * Two bits of each token.
 */
export const TEXT_CLASSES = ['content', 'person', 'notes'] as const;
export type TextClass = (typeof TEXT_CLASSES)[number];

const CLASS_UNIT = 2 ** 30;
export const inClass = (token: number, of: TextClass): number =>
  TEXT_CLASSES.indexOf(of) * CLASS_UNIT + token;
/** The token of a class, whichever it is. */
export const withoutClass = (token: number): number => token % CLASS_UNIT;

const indexOf = (syllable: number) => syllable - FIRST_SYLLABLE;

// Every token is a number of its own, and none a hash: what an index says of it is exact. All stay below 2^30.
const ACROSS = 2 ** 27;
const SINGLE = 2 ** 28;
const PAIR = SINGLE + SYLLABLES;
const TRIPLE = PAIR + 19 ** 2;
const LATIN = TRIPLE + 19 ** 3;
const DIGITS = LATIN + 37 ** 3;
const OTHER = DIGITS + 10_000;

/** Two syllables of one word. */
export const bigram = (a: number, b: number): number => indexOf(a) * SYLLABLES + indexOf(b);
/** Two syllables with one space between. */
export const acrossSpace = (a: number, b: number): number => ACROSS + bigram(a, b);
export const syllable = (code: number): number => SINGLE + indexOf(code);
export const initialPair = (a: number, b: number): number => PAIR + a * 19 + b;
export const initialTriple = (a: number, b: number, c: number): number => TRIPLE + (a * 19 + b) * 19 + c;
/** One to three letters or digits, each by `latinIndex`. */
export const latin = (a: number, b = 0, c = 0): number => LATIN + (a * 37 + b) * 37 + c;
/** Four digits of a number that may be a telephone's, whatever stands between them. */
export const fourDigits = (digits: string): number => DIGITS + Number(digits);
/** Any other letter or sign beyond ASCII. */
export const otherLetter = (code: number): number => OTHER + code;

/** 1 to 36 for 0–9 and a–z; 0 for all else. */
export function latinIndex(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x2f;
  return code >= 0x61 && code <= 0x7a ? code - 0x56 : 0;
}

const DIGIT_RUN = new RegExp(`\\d(?:${DIVIDER}*\\d){3,}`, 'gu');

/** Adds all tokens of a folded text; some of them twice. */
export function addTokens(folded: string, add: (token: number) => void): void {
  let [last, beforeSpace] = [0, 0];
  let [initial, initialBefore] = [-1, -1];
  let [letter, letterBefore] = [0, 0];
  for (const sign of folded) {
    const code = sign.codePointAt(0) ?? 0;
    if (isSyllable(code)) {
      add(syllable(code));
      if (isSyllable(last)) add(bigram(last, code));
      else if (last === 0x20 && isSyllable(beforeSpace)) add(acrossSpace(beforeSpace, code));
    } else if (code > 0x7f) add(otherLetter(code));

    const begins = initialOf(code);
    if (begins >= 0 && initial >= 0) {
      add(initialPair(initial, begins));
      if (initialBefore >= 0) add(initialTriple(initialBefore, initial, begins));
    }
    [initialBefore, initial] = [begins < 0 ? -1 : initial, begins];

    const index = latinIndex(code);
    if (index > 0) addLatin(add, letterBefore, letter, index);
    [letterBefore, letter] = [index === 0 ? 0 : letter, index];
    [beforeSpace, last] = [last, code];
  }
  addNumbers(folded, add);
}

function addLatin(add: (token: number) => void, before: number, last: number, index: number): void {
  add(latin(index));
  if (last > 0) add(latin(last, index));
  if (before > 0) add(latin(before, last, index));
}

/** Of digits that may be a telephone number, or the end of one. */
export function addNumbers(folded: string, add: (token: number) => void): void {
  for (const [run] of folded.matchAll(DIGIT_RUN)) {
    const digits = digitsIn(run);
    for (let i = 0; i + 4 <= digits.length; i++) add(fourDigits(digits.slice(i, i + 4)));
  }
}
