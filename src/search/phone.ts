/** What people put between the digits of a telephone number: spaces, line ends, and hyphens and dashes of all kinds. */
const DIVIDERS = [...' \u00A0\t\n-_.,~()/·\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC\u3161'];
/** One of them, in a pattern. */
export const DIVIDER = `[${DIVIDERS.map(divider => `\\u{${divider.codePointAt(0)?.toString(16)}}`).join('')}]`;

/** So many digits a telephone number has. Fewer are a word like any other, and more are several numbers. */
const LEAST_DIGITS = 7;
export const MOST_DIGITS = 15;

/** Digits as they may be divided, to their end; a minus before them, where a word begins, apart. */
export const PHONE = new RegExp(
  `((?<=^|\\s)-)?((?<![\\p{L}\\d])\\+?\\(?\\d(?:${DIVIDER}{0,3}\\d)*(?!\\p{L}|${DIVIDER}{0,3}\\d))`,
  'gu',
);

export const digitsIn = (text: string): string => text.replace(/\D/gu, '');

export function isPhoneNumber(text: string): boolean {
  const { length } = digitsIn(text);
  return length >= LEAST_DIGITS && length <= MOST_DIGITS && IS_DIALLED.test(text);
}

const IS_DIALLED = new RegExp(`^(?:\\+|\\d|${DIVIDER})*$`, 'u');

/** 010-1234-5678, +82 10 1234 5678, 82 10 1234 5678 and 0082 (0)10 1234 5678 are one: 1012345678. */
export function dialled(number: string): string {
  const digits = digitsIn(number);
  const isAbroad = number.startsWith('+') || digits.startsWith('00') || /^820?[1-9]\d{7,9}$/u.test(digits);
  const behindZeros = digits.replace(/^0+/u, '');
  const national = isAbroad ? behindZeros.replace(/^82/u, '').replace(/^0/u, '') : behindZeros;
  return national === '' ? digits : national;
}

/** Finds a number in a folded text, however it stands there. */
export const dialledPattern = (digits: string): string =>
  `(?:(?:\\+|00)?82${DIVIDER}{0,3})?\\(?0?\\)?${DIVIDER}{0,3}${[...digits].join(`${DIVIDER}*`)}`;
