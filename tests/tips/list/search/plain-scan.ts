/**
 * What a text says to whoever searches, by the simplest means there are: nothing of `src/search` is used here, for what is held against it
 * must not share its faults.
 */
export const plainly = (text: string): string =>
  [...text.normalize('NFC')].map(plainLetter).join('').replace(/\s+/gu, ' ');

function plainLetter(letter: string): string {
  const narrow = /^[！-～]$/u.test(letter) ? String.fromCharCode(letter.charCodeAt(0) - 0xfee0) : letter;
  const small = narrow.toLowerCase();
  return /^\p{Script=Latin}/u.test(small) ? small.normalize('NFD').replace(/\p{M}/gu, '') : small;
}

/** Of what is typed. `number`: `text` has its digits, without the 0 or the 82 that it begins with. */
export type Part = { as: 'word' | 'phrase' | 'number'; text: string; isWithout: boolean };

/** `plain`: as `plainly` gives it; `by`: a text of numbers is found by numbers alone. */
export type PlainText = { plain: string; by: 'words' | 'numbers'; isPerson: boolean };

/** Each part stands in one of the texts, not all in the same, and none that it should be without. */
export const isFoundBy = (parts: readonly Part[], texts: readonly PlainText[]): boolean =>
  parts.every(part => texts.some(text => has(part, text)) !== part.isWithout);

function has({ as, text }: Part, { plain, by }: PlainText): boolean {
  if (as === 'number') return numbersIn(plain).some(digits => digits.includes(text));
  if (by === 'numbers') return false;
  const sought = plainly(text);
  if (as === 'phrase') return plain.includes(sought);
  if (sought.length >= 2 && [...sought].every(letter => INITIALS.includes(letter)))
    return initialsOf(plain).includes(sought);
  if (!/^[가-힣]{4,20}$/u.test(sought)) return plain.includes(sought);
  return (
    plain.includes(sought) ||
    Array.from(sought, (_, i) => `${sought.slice(0, i)} ${sought.slice(i)}`)
      .slice(1)
      .some(parted => plain.includes(parted))
  );
}

const numbersIn = (plain: string) =>
  plain.split(/[^\d .,()/~_-]+/u).map(digits => digits.replace(/\D/gu, ''));

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';

/** 화재 is ㅎㅈ; what is no syllable stays. */
export const initialsOf = (plain: string): string =>
  plain.replace(
    /[가-힣]/gu,
    syllable => INITIALS[Math.floor((syllable.charCodeAt(0) - 0xac00) / 588)] ?? syllable,
  );
