import { createRate } from '../../limiter.ts';
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
  const rate = createRate({ most: MOST_WRONG, lasts: HOUR, names: MOST_NAMES, clock });
  const bucketOf = createBuckets(clock, () => rate.clear());

  return {
    /** Counts one. Null: that is not too many; else seconds until there may be more. */
    add(address: string | undefined): number | null {
      const bucket = bucketOf(address);
      return bucket === null ? null : rate.add(bucket);
    },
  };
}

export type WrongCodes = ReturnType<typeof createWrongCodes>;
