import type { DayPart } from './time-of-day.ts';
import type { Words } from './words.ts';

/**
 * The day that was said. `isWord`: by a word such as yesterday, whose night goes on after midnight. `part`: of the day, where
 * the same word tells it.
 */
export type ReadDay = { date: Temporal.PlainDate; isWord: boolean; part: DayPart | null };

/** `unsure`: a day was said that there is not, or that may be another. Null: none was said. */
type Found = ReadDay | 'unsure' | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?';
const YEAR = '(?:,? ?(?<year>\\d{4})(?![\\d:]))?';

const ISO =
  /(?<!\d)(?<year>\d{4}) ?(?<mark>[-./]) ?(?<month>\d{1,2}) ?\k<mark> ?(?<day>\d{1,2})(?!\d)\.?(?:t(?=\d))?/;
const KOREAN =
  /(?:(?<year>\d{4}) ?년|(?<ago>올해|금년|작년|지난해|재작년))? ?(?<month>(?<!\d)\d{1,2}) ?월 ?(?<day>\d{1,2}) ?일/;
const DAY_OF_MONTH = /(?:(?<last>지난 ?달)|이번 ?달|이달)? ?(?<day>(?<!\d)\d{1,2}) ?일(?! ?전)/;
const DAY_MONTH = new RegExp(`\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}${YEAR}`);
const MONTH_DAY = new RegExp(`\\b${MONTH} ?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])${YEAR}`);
/** Two numbers alone may be a time or a fraction: with dots or a hyphen they are a day only where more follows. */
const NUMBERS =
  /(?<![\d./-])(?<first>\d{1,2}) ?(?:\/ ?(?<second>\d{1,2})(?:\/(?<year>\d{4}))?(?![\d/])|[.-] ?(?<dotted>\d{1,2})(?:\.(?=\s|$)|(?=\s+\S)))(?![.-]\d)(?! ?[ap]\.? ?m\b)/;

const DAY_WORDS: readonly (readonly [pattern: RegExp, daysAgo: number, part: DayPart | null])[] = [
  [/그끄저께|그끄제/, 3, null],
  [/(?<!엊)(?:그저께|그제)|\b(?:the )?day before yesterday\b/, 2, null],
  [/어젯밤|간밤|지난 ?밤|\blast night\b|\byesterday night\b/, 1, 'night'],
  [/엊저녁/, 1, 'evening'],
  [/어제|\byesterday\b/, 1, null],
  [/\btonight\b/, 0, 'evening'],
  [/오늘|\btoday\b/, 0, null],
  [/\bthis (?=morning|afternoon|evening)/, 0, null],
];

const WEEKDAYS = ['월', '화', '수', '목', '금', '토', '일'];
const ENGLISH_WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY =
  /(?:(?<week>지난 ?주|이번 ?주|금주)|(?<last>지난|\blast))? ?(?:(?<ko>[월화수목금토일])요일|\((?<short>[월화수목금토일])\)|\(?\b(?<en>mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?\)?)/;

/** Takes the day out of the words: of a day without a year, or a month, the last such day is meant. */
export function takeDay(words: Words, today: Temporal.PlainDate, monthFirst: boolean): Found {
  const found = takeDate(words, today, monthFirst) ?? takeDayWord(words, today);
  const weekday = words.take(WEEKDAY);
  if (weekday === null || found === 'unsure') return found;
  const number = weekdayNumber(weekday);
  // A weekday beside a date must be its own.
  if (found !== null) return found.date.dayOfWeek === number ? found : 'unsure';
  return lastWeekday(weekday, number, today);
}

function takeDate(words: Words, today: Temporal.PlainDate, monthFirst: boolean): Found {
  const whole = words.take(ISO);
  if (whole !== null) return dayOf(whole['year'], whole['month'], whole['day'], today);
  const korean = words.take(KOREAN);
  if (korean !== null) {
    const yearsAgo = { 작년: 1, 지난해: 1, 재작년: 2 }[korean['ago'] ?? ''] ?? 0;
    const year = korean['ago'] === undefined ? korean['year'] : String(today.year - yearsAgo);
    return dayOf(year, korean['month'], korean['day'], today);
  }
  const english = words.take(DAY_MONTH) ?? words.take(MONTH_DAY);
  if (english !== null) {
    const month = MONTHS.indexOf((english['name'] ?? '').slice(0, 3)) + 1;
    const year = words.take(/\blast year\b/) ? String(today.year - 1) : english['year'];
    return dayOf(year, String(month), english['day'], today);
  }
  const numbers = words.take(NUMBERS);
  if (numbers !== null) return numberedDay(numbers, today, monthFirst);
  const inMonth = words.take(DAY_OF_MONTH);
  return inMonth && dayOfMonth(Number(inMonth['day']), inMonth['last'] !== undefined, today);
}

/** 11/27 has no other reading; 5/6 has in English. */
function numberedDay(
  { first, second, dotted, year }: Readonly<Record<string, string | undefined>>,
  today: Temporal.PlainDate,
  monthFirst: boolean,
): Found {
  const [one, other] = [Number(first), Number(second ?? dotted)];
  if (one > 12) return dayOf(year, String(other), String(one), today);
  if (other > 12 || monthFirst || one === other) return dayOf(year, String(one), String(other), today);
  return 'unsure';
}

function takeDayWord(words: Words, today: Temporal.PlainDate): Found {
  for (const [pattern, daysAgo, part] of DAY_WORDS)
    if (words.take(pattern)) return { date: today.subtract({ days: daysAgo }), isWord: true, part };
  return null;
}

function dayOf(year: string | undefined, month = '', day = '', today: Temporal.PlainDate): Found {
  if (year !== undefined) return certainIfAny(plainDate(Number(year), Number(month), Number(day)));
  // 29 February is of the last leap year.
  for (let back = 0; back <= 8; back++) {
    const date = plainDate(today.year - back, Number(month), Number(day));
    if (date !== null && Temporal.PlainDate.compare(date, today) <= 0) return certain(date);
  }
  return 'unsure';
}

/** The last such day: of this month, or of the last that has it. */
function dayOfMonth(day: number, isLastMonth: boolean, today: Temporal.PlainDate): Found {
  for (let back = isLastMonth ? 1 : 0; back <= (isLastMonth ? 1 : 2); back++) {
    const { year, month } = today.with({ day: 1 }).subtract({ months: back });
    const date = plainDate(year, month, day);
    if (date !== null && Temporal.PlainDate.compare(date, today) <= 0) return certain(date);
  }
  return 'unsure';
}

const weekdayNumber = ({ ko, short, en }: Readonly<Record<string, string | undefined>>): number =>
  en === undefined ? WEEKDAYS.indexOf(ko ?? short ?? '') + 1 : ENGLISH_WEEKDAYS.indexOf(en.slice(0, 3)) + 1;

/** The last such day, today included; “last Monday” is before today; of a week that is named, that week's. */
function lastWeekday(
  { week, last }: Readonly<Record<string, string | undefined>>,
  number: number,
  today: Temporal.PlainDate,
): Found {
  if (week !== undefined) {
    const weeks = week.startsWith('지난') ? 1 : 0;
    const date = today.add({ days: number - today.dayOfWeek }).subtract({ weeks });
    return Temporal.PlainDate.compare(date, today) > 0 ? 'unsure' : certain(date);
  }
  const daysAgo = (today.dayOfWeek - number + 7) % 7;
  return certain(today.subtract({ days: daysAgo === 0 && last !== undefined ? 7 : daysAgo }));
}

export const certain = (date: Temporal.PlainDate): ReadDay => ({ date, isWord: false, part: null });

const certainIfAny = (date: Temporal.PlainDate | null): Found => (date === null ? 'unsure' : certain(date));

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1900 || year > 2100) return null;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}
