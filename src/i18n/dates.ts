import { FORMATS, type Lang } from './lang.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Zones that are known to people by letters which CLDR does not give in English. */
const letters: Readonly<Record<string, string>> = { 'Asia/Seoul': 'KST', 'Asia/Tokyo': 'JST', UTC: 'UTC' };

/** How people call a time zone at an instant: KST, CET, GMT-5. */
export function zoneName(instant: number, timeZone: string): string {
  const known = letters[timeZone];
  if (known !== undefined) return known;
  const named = formatOf('en-GB', { timeZone, timeZoneName: 'short' }).formatToParts(instant);
  return named.find(part => part.type === 'timeZoneName')?.value ?? timeZone;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times what using it does, and a list shows fifty. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

const inFull = (lang: Lang, timeZone: string) =>
  formatOf(FORMATS[lang].locale, {
    timeZone,
    year: 'numeric',
    month: FORMATS[lang].month,
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/**
 * An instant in full: `2026년 11월 23일 (월) 14:05`, `Mon 23 Nov 2026, 14:05 KST`.
 * The zone is named where it does not go without saying. `instant` is in milliseconds since 1970, UTC.
 */
export function exactTime(instant: number, lang: Lang, timeZone: string): string {
  const time = timeIn(instant, lang, timeZone);
  return timeZone === FORMATS[lang].homeZone ? time : `${time} ${zoneName(instant, timeZone)}`;
}

const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * A time that a device wrote (ISO 8601): where it says how far it was from UTC, in `timeZone`, beside which other times
 * stand; else as it is written, for its zone is not known. What is no such time is given back as it is.
 */
export function writtenTime(text: string, lang: Lang, timeZone: string): string {
  const [, date, time, offset] = WRITTEN.exec(text) ?? [];
  const instant = Date.parse(`${date}T${time}${offset ?? 'Z'}`);
  if (Number.isNaN(instant)) return text;
  if (offset !== undefined) return exactTime(instant, lang, timeZone);
  return timeIn(instant, lang, 'UTC');
}

/** A day alone, which has no time: `2026년 11월 23일 (월)`, `Mon 23 Nov 2026`. `day` is ISO 8601. */
export const exactDay = (day: string, lang: Lang): string => dayIn(Date.parse(day), lang, 'UTC').day;

/** What was read of typed words, as `exactTime` or `exactDay` say it; null where nothing was. */
export function readTime(
  { at, day }: { at: number | null; day: string | null },
  lang: Lang,
  timeZone: string,
): string | null {
  if (at !== null) return exactTime(at, lang, timeZone);
  return day === null ? null : exactDay(day, lang);
}

function timeIn(instant: number, lang: Lang, timeZone: string): string {
  const { day, clock } = dayIn(instant, lang, timeZone);
  return FORMATS[lang].time(day, clock);
}

/** `dayOfYear` is the day without its year. */
export function dayIn(instant: number, lang: Lang, timeZone: string) {
  const found = inFull(lang, timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => found.find(one => one.type === type)?.value ?? '';
  const [year, month, day, weekday] = [part('year'), part('month'), part('day'), part('weekday')];
  return {
    day: FORMATS[lang].day({ year, month, day, weekday }),
    dayOfYear: FORMATS[lang].dayOfYear({ year, month, day, weekday }),
    clock: `${part('hour')}:${part('minute')}`,
  };
}

/** How long something plays: `0:07`, `12:30`, `1:02:03`. */
export function playingTime(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
}

const UNITS = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

/** How long ago, in one unit rounded down, for lists: `12분 전`, `12 min`; under a minute `방금`, `now`. */
export function relativeTime(instant: number, now: number, lang: Lang): string {
  const { ago } = FORMATS[lang];
  const [unit, length] = UNITS.find(([, least]) => now - instant >= least) ?? [null, 1];
  return unit === null ? ago.now : ago[unit](Math.floor((now - instant) / length));
}

/** How long something lasts, in whole days or, where it is some of them, years of 365: `90일`, `1년`, `90 days`, `one year`. */
export function lengthInDays(milliseconds: number, lang: Lang): string {
  const { length } = FORMATS[lang];
  const days = Math.round(milliseconds / DAY);
  return days > 0 && days % 365 === 0 ? length.year(days / 365) : length.day(days);
}

/** The same for each time that a tip is kept. */
export const keptFor = (kept: KeptFor<number>, lang: Lang): KeptFor => ({
  unused: lengthInDays(kept.unused, lang),
  open: lengthInDays(kept.open, lang),
  used: lengthInDays(kept.used, lang),
});

export type KeptFor<Length = string> = { unused: Length; open: Length; used: Length };
