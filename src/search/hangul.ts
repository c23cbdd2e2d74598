/** So many syllables there are, from 가 on, in the order of their beginnings. */
export const SYLLABLES = 11_172;
export const FIRST_SYLLABLE = 0xac00;

export const isSyllable = (code: number): boolean =>
  code >= FIRST_SYLLABLE && code < FIRST_SYLLABLE + SYLLABLES;

/** The 19 consonants with which a syllable may begin, in the order of Unicode. */
export const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
/** So many syllables begin with each. */
export const SYLLABLES_EACH = 588;

const [FIRST_JAMO, LAST_JAMO] = [0x3131, 0x314e];
const JAMO = Array.from({ length: LAST_JAMO - FIRST_JAMO + 1 }, (_, i) =>
  INITIALS.indexOf(String.fromCharCode(FIRST_JAMO + i)),
);

/** The place in `INITIALS` of the consonant that this is, or begins with; -1 for all else. */
export function initialOf(code: number): number {
  if (isSyllable(code)) return Math.floor((code - FIRST_SYLLABLE) / SYLLABLES_EACH);
  return JAMO[code - FIRST_JAMO] ?? -1;
}
