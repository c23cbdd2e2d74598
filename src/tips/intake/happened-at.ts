import type { Instant } from '../tip.ts';
import { takeDaysAgo, takeMinutesAgo } from './happened/ago.ts';
import { certain, type ReadDay, takeDay } from './happened/day.ts';
import { type TimeOfDay, takeTime } from './happened/time-of-day.ts';
import { type Words, wordsIn } from './happened/words.ts';

/** A moment; or a day alone (ISO 8601), which has no time. */
export type Happened = { at: Instant; day: null } | { at: null; day: string };

/** `lang` is the language of the words: Korean writes the month before the day. */
type Said = { timeZone: string; now: Instant; lang: string };

/**
 * What typed words say of when something happened, in the desk's time zone; null where they do not say it, or not surely. A
 * date without a year is the last such day; a time without a date is the last such time.
 */
export function readHappened(typed: string, { timeZone, now, lang }: Said): Happened | null {
  const whole = withOffset(typed);
  if (whole !== null) return momentOf(whole);
  const words = wordsIn(typed);
  if (timeZone === 'Asia/Seoul') words.take(/\bkst\b/);
  const minutes = takeMinutesAgo(words);
  if (minutes !== null) return isUsedUp(words, true) ? momentOf(now - minutes * 60_000) : null;

  const present = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const today = present.toPlainDate();
  const days = takeDaysAgo(words);
  const day = days === null ? takeDay(words, today, lang === 'ko') : certain(today.subtract({ days }));
  if (day === 'unsure') return null;
  const { part, time } = takeTime(words, day?.part ?? null);
  if (!isUsedUp(words, time !== null)) return null;
  // A night is of two days.
  if (time === null || time === 'unsure') return day === null || part === 'night' ? null : dayAlone(day.date);
  const date = day === null ? today : dateOf(day, time, today);
  if (date === null) return null;
  const at = date.toZonedDateTime({
    timeZone,
    plainTime: new Temporal.PlainTime(time.hour % 24, time.minute),
  });
  const isAhead = day === null && Temporal.ZonedDateTime.compare(at, present) > 0;
  return momentOf((isAhead ? at.subtract({ days: 1 }) : at).epochMilliseconds);
}

const momentOf = (at: Instant): Happened => ({ at, day: null });
const dayAlone = (date: Temporal.PlainDate): Happened => ({ at: null, day: date.toString() });

/** As a program writes it (RFC 3339), with how far it is from UTC. */
function withOffset(typed: string): Instant | null {
  // An error for each that is not so written would cost more than all else that is read of it.
  if (!/^\s*[+-]?\d{4}/.test(typed)) return null;
  try {
    return Temporal.Instant.from(typed.trim()).epochMilliseconds;
  } catch {
    return null;
  }
}

/**
 * The date that a time is of. The night of a day goes on after midnight: surely where it was said to be yesterday's, and for
 * 밤 12시, which ends a day; but of a midnight that is still to come, or said by its name, nobody knows which is meant.
 */
function dateOf(day: ReadDay, time: TimeOfDay, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (time.hour < 24) return day.date;
  const after = day.date.add({ days: 1 });
  if (Temporal.PlainDate.compare(after, today) > 0) return null;
  if (time.isMidnight) return day.part === 'night' ? after : null;
  return time.hour === 24 || day.isWord ? after : null;
}

const FILLERS = /[\s,.()·]|\b(?:at|on|the)\b|(?<!\S)(?:에|날)(?!\S)|(?<=^|\s)에$/g;
const ABOUT =
  /쯤|즈음|정도|가량|무렵|대략|(?<!\S)(?:약|한|경|께)(?!\S)|~|\b(?:about|around|approx(?:imately)?|roughly|circa|ca)\b/g;

/** Whether all was understood. A day that is only about right is not sure; a time is. */
const isUsedUp = (words: Words, hasTime: boolean): boolean =>
  (hasTime ? words.left().replace(ABOUT, ' ') : words.left()).replace(FILLERS, '') === '';
