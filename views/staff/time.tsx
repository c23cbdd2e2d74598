import { dayIn, exactTime, relativeTime } from '../../src/i18n/dates.ts';
import type { Lang } from '../../src/i18n/words.ts';

/** What every shown time needs besides itself. `now` is in milliseconds since 1970, UTC. */
export type Clock = { lang: Lang; now: number; timeZone: string };

/** How long ago, with the exact time for who points at it and for machines. */
export function Ago({ at, clock: { lang, now, timeZone } }: { at: number; clock: Clock }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at, lang, timeZone)}>
      {relativeTime(at, now, lang)}
    </time>
  );
}

/** The exact time. */
export function At({ at, clock: { lang, timeZone } }: { at: number; clock: Clock }) {
  return <time dateTime={new Date(at).toISOString()}>{exactTime(at, lang, timeZone)}</time>;
}

/** The time of a day that stands above it. */
export function TimeOfDay({ at, clock: { lang, timeZone } }: { at: number; clock: Clock }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at, lang, timeZone)}>
      {dayIn(at, lang, timeZone).clock}
    </time>
  );
}
