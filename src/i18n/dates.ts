import type { Lang } from './lang.ts';

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
  formatOf(lang === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone,
    year: 'numeric',
    month: lang === 'ko' ? 'numeric' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/**
 * An instant in full: `2026년 11월 23일 (월) 14:05`, `Mon 23 Nov 2026, 14:05 KST`.
 * Korean names the zone only where it is not Korea's own. `instant` is in milliseconds since 1970, UTC.
 */
export function exactTime(instant: number, lang: Lang, timeZone: string): string {
  const { day, clock } = dayAndClock(instant, lang, timeZone);
  const zone = zoneName(instant, timeZone);
  if (lang === 'en') return `${day}, ${clock} ${zone}`;
  return `${day} ${clock}${timeZone === 'Asia/Seoul' ? '' : ` ${zone}`}`;
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
  const { day, clock } = dayAndClock(instant, lang, 'UTC');
  return `${day}${lang === 'en' ? ',' : ''} ${clock}`;
}

function dayAndClock(instant: number, lang: Lang, timeZone: string): { day: string; clock: string } {
  const found = inFull(lang, timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => found.find(one => one.type === type)?.value ?? '';
  const clock = `${part('hour')}:${part('minute')}`;
  if (lang === 'en') {
    return { day: `${part('weekday')} ${part('day')} ${part('month').slice(0, 3)} ${part('year')}`, clock };
  }
  const day = `${part('year')}년 ${part('month').replace('월', '')}월 ${part('day').replace('일', '')}일`;
  return { day: `${day} (${part('weekday')})`, clock };
}

/** How long something plays: `0:07`, `12:30`, `1:02:03`. */
export function playingTime(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
}

const units: readonly (readonly [length: number, ko: string, en: string])[] = [
  [365 * DAY, '년', 'yr'],
  [30 * DAY, '개월', 'mo'],
  [DAY, '일', 'd'],
  [HOUR, '시간', 'h'],
  [MINUTE, '분', 'min'],
];

/** How long ago, in one unit rounded down, for lists: `12분 전`, `12 min`; under a minute `방금`, `now`. */
export function relativeTime(instant: number, now: number, lang: Lang): string {
  const ago = now - instant;
  const unit = units.find(([length]) => ago >= length);
  if (!unit) return lang === 'ko' ? '방금' : 'now';
  const [length, ko, en] = unit;
  const count = Math.floor(ago / length);
  return lang === 'ko' ? `${count}${ko} 전` : `${count} ${en}`;
}
