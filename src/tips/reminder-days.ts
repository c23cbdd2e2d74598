import type { Instant } from './tip.ts';

/** Years ahead for which somebody may ask to be reminded. */
const MOST_YEARS = 3;
const MONDAY = 1;

const dayIn = (now: Instant, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();

/** The day that it is, `YYYY-MM-DD`. */
export const todayIn = (now: Instant, timeZone: string): string => dayIn(now, timeZone).toString();

/** What one can choose: from today on, and soon what is chosen mostly. All of them are `YYYY-MM-DD`. */
export type ReminderDays = { first: string; last: string; tomorrow: string; monday: string };

export function reminderDays(now: Instant, timeZone: string): ReminderDays {
  const today = dayIn(now, timeZone);
  const toMonday = ((MONDAY - today.dayOfWeek + 6) % 7) + 1;
  return {
    first: today.toString(),
    last: today.add({ years: MOST_YEARS }).toString(),
    tomorrow: today.add({ days: 1 }).toString(),
    monday: today.add({ days: toMonday }).toString(),
  };
}

/** Whether there is such a day, and it can be chosen. */
export function isReminderDay(typed: string, { first, last }: ReminderDays): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(typed) || typed < first || typed > last) return false;
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' }).toString() === typed;
  } catch {
    return false;
  }
}
