import { HOUR_WORDS, hourNumber, type Words } from './words.ts';

const NUMBER = `(?<!\\d)(?:\\d{1,3}|${HOUR_WORDS})`;
const ABOUT = '(?: ?(?:쯤|정도|가량))?';
const KOREAN = new RegExp(
  `(?:(?:(?<hours>${NUMBER}) ?시간(?: ?(?<half>반)| (?<more>\\d{1,3}) ?분)?)|(?<minutes>(?<!\\d)\\d{1,3}) ?분|(?<halfHour>반 ?시간))${ABOUT} ?전(?!\\S)`,
);
const COUNT = '\\d{1,3}|an?|one|two|three|four|five|ten';
const ENGLISH = new RegExp(
  `\\b(?:(?<hours>${COUNT}) ?(?:hours?|hrs?|h)(?<half> and a half)?(?: (?:and )?(?<more>\\d{1,3}) ?(?:minutes?|mins?|m))?|(?<minutes>${COUNT}) ?(?:minutes?|mins?)|(?<halfHour>half an hour)) ago\\b`,
);
const ENGLISH_NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ten: 10,
};

/** Takes how many minutes ago it was out of the words; null where they do not say. */
export function takeMinutesAgo(words: Words): number | null {
  if (words.take(/(?:지금|방금(?: ?전)?)(?!\S)|\b(?:just |right )?now\b/)) return 0;
  const found = words.take(KOREAN) ?? words.take(ENGLISH);
  if (found === null) return null;
  if (found['halfHour'] !== undefined) return 30;
  const half = found['half'] === undefined ? 0 : 30;
  return 60 * count(found['hours']) + half + count(found['more']) + count(found['minutes']);
}

const DAYS = ['하루', '이틀', '사흘', '나흘'];
const DAYS_AGO = new RegExp(
  `(?<!\\d)(?<days>\\d{1,2}) ?일 ?전(?!\\S)|(?<named>${DAYS.join('|')}) ?전(?!\\S)|\\b(?<counted>${COUNT}) days? ago\\b`,
);

/** The same in days. */
export function takeDaysAgo(words: Words): number | null {
  const found = words.take(DAYS_AGO);
  if (found === null) return null;
  const named = found['named'];
  return named === undefined ? count(found['days']) + count(found['counted']) : DAYS.indexOf(named) + 1;
}

const count = (text = '0') => ENGLISH_NUMBERS[text] ?? hourNumber(text);
