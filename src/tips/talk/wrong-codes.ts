import { createExpiringMap } from '../../limiter.ts';
import { createBuckets } from '../intake/limits/buckets.ts';

const HOUR = 60 * 60 * 1_000;
const MOST_NAMES = 10_000;

/** Somebody who misreads their own code needs some; nobody guesses one of 100 bits. */
const MOST_WRONG = 30;

/**
 * Codes that open nothing, by the address bucket from which they came, in an hour. A right one is never counted, and never refused.
 * Counted in memory alone.
 */
export function createWrongCodes(clock: () => number) {
  const counts = createExpiringMap<{ since: number; count: number }>({
    lasts: HOUR,
    most: MOST_NAMES,
    clock,
  });
  const bucketOf = createBuckets(clock, () => counts.clear());

  return {
    /** Counts one. Null: that is not too many; else seconds until there may be more. */
    add(address: string | undefined): number | null {
      const bucket = bucketOf(address);
      if (bucket === null) return null;
      const known = counts.get(bucket);
      const hour = known ?? { since: clock(), count: 0 };
      hour.count += 1;
      if (known === undefined) counts.set(bucket, hour);
      if (hour.count <= MOST_WRONG) return null;
      return Math.max(1, Math.ceil((hour.since + HOUR - clock()) / 1_000));
    },
  };
}

export type WrongCodes = ReturnType<typeof createWrongCodes>;
