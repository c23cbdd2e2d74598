import { INITIALS, isSyllable } from './hangul.ts';

/**
 * One word or phrase. `text`: folded, as it is looked for. `digits`: those of a telephone number, from behind what stands for the
 * country or the 0 that begins it. `isPhrase`: as it was written, and no other way. `isWithout`: what is found has none of it.
 */
export type Term = { text: string; digits: string | null; isPhrase: boolean; isWithout: boolean };

/** So many syllables has a word that is found with a space inside too; shorter ones are found only as they are written. */
const [LEAST_TO_SPACE, MOST_TO_SPACE] = [4, 20];

export const isSpaced = ({ text, isPhrase }: Term): boolean =>
  !isPhrase &&
  text.length >= LEAST_TO_SPACE &&
  text.length <= MOST_TO_SPACE &&
  [...text].every(letter => isSyllable(letter.charCodeAt(0)));

/** Consonants alone are the beginnings of syllables. */
export const isInitials = ({ text, isPhrase }: Term): boolean =>
  !isPhrase && text.length >= 2 && [...text].every(letter => INITIALS.includes(letter));
