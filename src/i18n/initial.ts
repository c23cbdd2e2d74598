/** A Korean name without spaces: the family's, of one syllable or, in a name of four, of two, and what tells its people apart. */
const KOREAN = /^(?:\p{sc=Hangul}(?=\p{sc=Hangul}{1,2}$)|\p{sc=Hangul}{2}(?=\p{sc=Hangul}{2}$))/u;

/** The letter that stands for somebody: that of the given name, for every fifth Korean is a Kim. `name`: as they are called, or an e-mail. */
export function initialOf(name: string): string {
  const [family, ...given] = name.trim().split(/\s+/);
  const isKorean = /^\p{sc=Hangul}+$/u.test(family ?? '');
  const own = isKorean && given.length > 0 ? given.join('') : (family ?? '').replace(KOREAN, '');
  const [first = ''] = own;
  return first.toUpperCase();
}
