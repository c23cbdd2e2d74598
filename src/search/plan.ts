import { initialOf, isSyllable } from './hangul.ts';
import type { Search } from './read-search.ts';
import { isInitials, isSpaced, type Term } from './term.ts';
import {
  acrossSpace,
  bigram,
  fourDigits,
  initialPair,
  initialTriple,
  latin,
  latinIndex,
  otherLetter,
  syllable,
} from './tokens.ts';

/** Tokens of which each text that has the term has one, of whatever class. */
export type Need = readonly number[];

/** More than so many are not asked for: by then few tips are left. */
const MOST_NEEDS = 24;

/** Of all that is searched for: whoever has it has one token of each. */
export function needsOfSearch({ terms }: Search): Need[] {
  const all = terms.filter(({ isWithout }) => !isWithout).flatMap(needsOf);
  return [...new Map(all.map(need => [need.join(), need])).values()].slice(0, MOST_NEEDS);
}

/** Where a text has the term, it has one token of each need. Never the other way round, so what they lead to is looked into. */
export function needsOf(term: Term): Need[] {
  if (term.digits !== null) return gramsOf(term.digits).map(grams => [fourDigits(grams)]);
  if (isInitials(term)) return needsOfInitials([...term.text].map(letter => initialOf(letter.charCodeAt(0))));
  return needsOfText(term.text, isSpaced(term));
}

const gramsOf = (digits: string) =>
  Array.from({ length: Math.max(0, digits.length - 3) }, (_, i) => digits.slice(i, i + 4));

/** Whether whoever has a token of each need has all that is searched for, so that the index alone tells who is found. */
export const isExact = ({ terms }: Search): boolean => terms.length > 0 && terms.every(isExactTerm);

/** It is as long as a token is. What it should be without is never needed. */
function isExactTerm(term: Term): boolean {
  if (term.isWithout || term.digits !== null) return false;
  const codes = [...term.text].map(letter => letter.codePointAt(0) ?? 0);
  if (isInitials(term) || codes.every(code => latinIndex(code) > 0)) return codes.length <= 3;
  return codes.every(isSyllable) ? codes.length <= 2 : codes.length === 1 && (codes[0] ?? 0) > 0x7f;
}

function needsOfInitials(initials: readonly number[]): Need[] {
  const [first = 0, second = 0] = initials;
  if (initials.length === 2) return [[initialPair(first, second)]];
  return initials.slice(2).map((last, i) => [initialTriple(initials[i] ?? 0, initials[i + 1] ?? 0, last)]);
}

function needsOfText(text: string, isSpacedToo: boolean): Need[] {
  const codes = [...text].map(letter => letter.codePointAt(0) ?? 0);
  const at = (i: number) => codes[i] ?? 0;
  const isSyllableAt = (i: number) => isSyllable(at(i));
  const indexAt = (i: number) => latinIndex(at(i));
  return codes.flatMap((code, i): Need[] => {
    if (isSyllable(code)) {
      if (isSyllableAt(i + 1)) {
        const inside = bigram(code, at(i + 1));
        return [isSpacedToo ? [inside, acrossSpace(code, at(i + 1))] : [inside]];
      }
      if (at(i + 1) === 0x20 && isSyllableAt(i + 2)) return [[acrossSpace(code, at(i + 2))]];
      const isInLonger = isSyllableAt(i - 1) || (at(i - 1) === 0x20 && isSyllableAt(i - 2));
      return isInLonger ? [] : [[syllable(code)]];
    }
    if (code > 0x7f) return [[otherLetter(code)]];
    const index = indexAt(i);
    return index === 0 ? [] : needsOfLatin([indexAt(i - 2), indexAt(i - 1), index], indexAt(i + 1) > 0);
  });
}

/** What ends here of the letters so far: three of them, or all where there are fewer. `goesOn`: there are more to come. */
function needsOfLatin([before = 0, last = 0, index = 0]: readonly number[], goesOn: boolean): Need[] {
  if (last > 0 && before > 0) return [[latin(before, last, index)]];
  if (goesOn) return [];
  return [[last > 0 ? latin(last, index) : latin(index)]];
}
