import { createRate } from '../../limiter.ts';
import { createBuckets } from '../intake/limits/buckets.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOST_NAMES = 10_000;

/** Each opens all that was said. */
const MOST_LOOKS = 120;
/** Each stands in the tip's history for good. */
const MOST_CHANGES = 60;

/**
 * How often a talk that is open may be looked at in a minute from one address bucket, so that whoever hammers it keeps nobody else out,
 * and how often it may be changed in an hour, from wherever. `talk` names it; counted in memory alone.
 */
export function createTalkLimit(clock: () => number) {
  const looks = createRate({ most: MOST_LOOKS, lasts: MINUTE, names: MOST_NAMES, clock });
  const changes = createRate({ most: MOST_CHANGES, lasts: HOUR, names: MOST_NAMES, clock });
  const bucketOf = createBuckets(clock, () => looks.clear());
  const nameOf = (address: string | undefined, talk: string) => `${bucketOf(address) ?? ''} ${talk}`;

  return {
    /** Counts one. Null: that is not too many; else seconds until there may be more. */
    look: (address: string | undefined, talk: string): number | null => looks.add(nameOf(address, talk)),
    /** The same. */
    change: (talk: string): number | null => changes.add(talk),
    /** Whoever enters the right code is let in, however many came before. */
    entered: (address: string | undefined, talk: string): void => looks.forget(nameOf(address, talk)),
  };
}
