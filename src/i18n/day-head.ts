import { dayIn } from './dates.ts';
import type { Lang } from './lang.ts';

/** The day of an instant at the head of those that came on it; `date` is ISO 8601, `near` what people call it. */
export function dayHead(instant: number, now: number, lang: Lang, timeZone: string) {
  const dateAt = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const [date, today] = [dateAt(instant), dateAt(now)];
  const { day, dayOfYear } = dayIn(instant, lang, timeZone);
  const near = date.equals(today) ? 'today' : date.equals(today.subtract({ days: 1 })) ? 'yesterday' : null;
  return { date: date.toString(), near, day: date.year === today.year ? dayOfYear : day } as const;
}
