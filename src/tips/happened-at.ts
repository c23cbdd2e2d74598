import type { Instant } from './tip.ts';

const written = [
  // 2026-11-23T14:05, 2026.11.23 14:05, 2026/11/23, 2026. 11. 23. 오후 2:05
  /^(?<year>\d{4})\s*[-./]\s*(?<month>\d{1,2})\s*[-./]\s*(?<day>\d{1,2})\.?(?:[T,\s]\s*(?<time>.+))?$/i,
  // 2026년 11월 23일 오후 2시 5분, 11월 23일 14시
  /^(?:(?<year>\d{4})\s*년\s*)?(?<month>\d{1,2})\s*월\s*(?<day>\d{1,2})\s*일(?:\s*\([일월화수목금토]\))?(?:\s*(?<time>.+))?$/,
  // 오늘 오후 2시, 어제 14:05, yesterday 2 pm
  /^(?<word>오늘|어제|그제|그저께|today|yesterday)(?:[,\s]\s*(?:at\s+)?(?<time>.+))?$/i,
  // 오후 2시 5분, 14:05
  /^(?<time>.+)$/,
];

const clock =
  /^(?<half>오전|오후|새벽|아침|낮|저녁|밤)?\s*(?<hour>\d{1,2})\s*(?:(?::|시)\s*(?:(?<minute>\d{1,2})\s*분?)?(?::\d{2}(?:\.\d+)?)?)?\s*(?<ampm>am|pm)?\s*(?:쯤|경)?$/i;

const daysAgo: Record<string, number> = { 오늘: 0, today: 0, 어제: 1, yesterday: 1, 그제: 2, 그저께: 2 };

/**
 * The moment that typed words name in the desk's time zone, or null when they cannot be read.
 * A date without a year is the last such day; a time without a date is the last such time.
 */
export function readHappenedAt(typed: string, timeZone: string, now: Instant): Instant | null {
  const text = typed.normalize('NFKC').trim();
  const present = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  for (const pattern of written) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    const time = groups['time'] === undefined ? Temporal.PlainTime.from('00:00') : readTime(groups['time']);
    const date = time && readDate(groups, time, present);
    if (!time || !date) continue;
    return date.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
  }
  return null;
}

type Groups = Record<string, string | undefined>;

function readDate(
  groups: Groups,
  time: Temporal.PlainTime,
  present: Temporal.ZonedDateTime,
): Temporal.PlainDate | null {
  const today = present.toPlainDate();
  const word = groups['word']?.toLowerCase();
  if (word !== undefined) return today.subtract({ days: daysAgo[word] ?? 0 });
  if (groups['month'] === undefined) {
    const isAhead = Temporal.PlainTime.compare(time, present.toPlainTime()) > 0;
    return isAhead ? today.subtract({ days: 1 }) : today;
  }
  const [month, day] = [Number(groups['month']), Number(groups['day'])];
  const year = groups['year'] === undefined ? null : Number(groups['year']);
  const date = plainDate(year ?? today.year, month, day);
  const isAhead = date !== null && Temporal.PlainDate.compare(date, today) > 0;
  return year === null && isAhead ? plainDate(today.year - 1, month, day) : date;
}

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function readTime(text: string): Temporal.PlainTime | null {
  const groups = clock.exec(text.trim())?.groups;
  if (groups === undefined) return null;
  const saysMore = /[:시]/.test(text) || groups['ampm'] !== undefined || groups['half'] !== undefined;
  if (!saysMore) return null;
  const hour = inTwentyFour(Number(groups['hour']), groups['half'] ?? groups['ampm']?.toLowerCase());
  const minute = Number(groups['minute'] ?? 0);
  return hour <= 23 && minute <= 59 ? new Temporal.PlainTime(hour, minute) : null;
}

function inTwentyFour(hour: number, half: string | undefined): number {
  const isMorning = half === '오전' || half === '새벽' || half === '아침' || half === 'am';
  if (isMorning) return hour === 12 ? 0 : hour;
  if (half === undefined || hour >= 12) return hour;
  // 밤 1시 is after midnight, 밤 11시 before it; 낮 11시 is before noon, 낮 1시 after.
  if (half === '밤') return hour <= 5 ? hour : hour + 12;
  if (half === '낮') return hour >= 10 ? hour : hour + 12;
  return hour + 12;
}
