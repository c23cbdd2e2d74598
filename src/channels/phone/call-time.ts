/** As a page's own field writes it, and as other programs do. */
const TYPED = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/** A time as it was typed, in the desk's zone where it names none; null where it is none. Milliseconds since 1970, UTC. */
export function readCallTime(typed: string, timeZone: string): number | null {
  const text = typed.trim().replace(' ', 'T');
  try {
    return TYPED.test(text)
      ? Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds
      : Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}

/** A moment to the minute, as a page's field takes it. */
export const typedCallTime = (at: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
