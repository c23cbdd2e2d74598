/**
 * Where a resident registration number (주민등록번호, or a foreigner's 외국인등록번호) stands in a text, in UTF-16 units. The
 * last seven digits are secret (개인정보 보호법 제24조의2): they begin at `secret` and end at `to`.
 */
type ResidentNumber = { from: number; secret: number; to: number };

const DIGIT = '[0-9\uFF10-\uFF19]';
const OTHER = '[^0-9\uFF10-\uFF19]';
/**
 * What people put between both halves: hyphens and dashes of all kinds, the vowel ㅡ that looks like one, a dot, a tilde, and
 * the low line of a file's name.
 */
const BETWEEN =
  '[-_\uFF3F\u00AD\u2010-\u2015\u2212\u30FC\u3161\uFE58\uFE63\uFF0D.\u00B7\uFF0E~\u223C\uFF5E/]';
const SPACE = '[ \\t\u00A0\u2000-\u200B\u2060\u3000\uFEFF]';

/**
 * The year may stand with its century (`19900101-1234567`), where something stands between the halves. What was cut within
 * the secret half, as headlines were before they were made of masked texts, ends with an ellipsis. Safari knows no lookbehind before 16.4, so that what stands
 * before the number is part of the match.
 */
const SHAPE = new RegExp(
  `(?<before>^|${OTHER})(?<century>${DIGIT}{2})??(?<born>${DIGIT}{6})(?<between>${SPACE}{0,3}${BETWEEN}{0,2}${SPACE}{0,3})(?<secret>${DIGIT}{7}(?!${DIGIT})|${DIGIT}{1,6}(?=…$))`,
  'gu',
);

/** By its first secret digit: the century of the birth. Those born before 1900 (9 and 0) are left out. */
const CENTURY: Readonly<Record<string, number>> = {
  1: 1900,
  2: 1900,
  3: 2000,
  4: 2000,
  5: 1900,
  6: 1900,
  7: 2000,
  8: 2000,
};

/** Each number in a text that has the shape of one, by the date in it and, where thirteen digits stand in a row, its last. */
export function residentNumbersIn(text: string): ResidentNumber[] {
  const found: ResidentNumber[] = [];
  for (const match of text.matchAll(SHAPE)) {
    const { before = '', born = '', between = '', secret = '', century = '' } = match.groups ?? {};
    if (!isNumber(plain(born), plain(secret), plain(century), between !== '')) continue;
    const to = match.index + match[0].length;
    found.push({ from: match.index + before.length, secret: to - secret.length, to });
  }
  return found;
}

export const hasResidentNumber = (text: string): boolean => residentNumbersIn(text).length > 0;

/** The same text with a star for each secret digit: as long as it was. */
export function maskResidentNumbers(text: string): string {
  let masked = '';
  let end = 0;
  for (const { secret, to } of residentNumbersIn(text)) {
    masked += text.slice(end, secret) + '*'.repeat(to - secret);
    end = to;
  }
  return masked + text.slice(end);
}

export const maskedOrNull = (text: string | null): string | null => text && maskResidentNumbers(text);

const plain = (digits: string) =>
  digits.replace(/[\uFF10-\uFF19]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

function isNumber(born: string, secret: string, century: string, isDivided: boolean): boolean {
  const first = CENTURY[secret.charAt(0)];
  if (first === undefined || (century !== '' && (!isDivided || Number(century) * 100 !== first)))
    return false;
  const year = first + Number(born.slice(0, 2));
  const date = `${year}-${born.slice(2, 4)}-${born.slice(4)}`;
  if (!isDate(date)) return false;
  // Thirteen digits in a row may be anything, such as milliseconds or an account: there the last one must agree too.
  return isDivided || date >= RANDOM_FROM || secret.length < 7 || agrees(born + secret);
}

/**
 * From this day on the last six digits are random (주민등록법 시행규칙 제2조). Numbers that were changed since have such digits
 * too, whenever their owner was born: so the last digit proves nothing against a number that is written as one.
 */
const RANDOM_FROM = '2020-10-05';

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/** The last digit follows from the others; a foreigner's counts on from 13. */
function agrees(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const base = /[5-8]/.test(digits.charAt(6)) ? 13 : 11;
  return (base - (sum % 11)) % 10 === Number(digits[12]);
}
