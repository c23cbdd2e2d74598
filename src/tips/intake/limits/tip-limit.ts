import { createExpiringMap } from '../../../limiter.ts';
import { createBuckets } from './buckets.ts';

const HOUR = 60 * 60 * 1_000;

/** A place in the hour's count; `giveBack` when no tip came of it. */
export type Place = { granted: true; giveBack(): void } | { granted: false; until: number };

const unlimited: Place = { granted: true, giveBack() {} };

/** So many tips in an hour from one address bucket; 0 for no limit. Kept in memory alone. */
export function createTipLimit(most: number, clock: () => number) {
  const counts = createExpiringMap<{ since: number; count: number }>({ lasts: HOUR, clock });
  const bucketOf = createBuckets(clock, () => counts.clear());

  return {
    take(address: string | undefined): Place {
      const now = clock();
      const bucket = most === 0 ? null : bucketOf(address);
      if (bucket === null) return unlimited;
      const begun = counts.get(bucket);
      const hour = begun ?? { since: now, count: 0 };
      if (hour.count >= most) return { granted: false, until: hour.since + HOUR };
      hour.count++;
      if (begun === undefined) counts.set(bucket, hour);
      return {
        granted: true,
        giveBack() {
          hour.count--;
          // An hour that has ended stands here no longer, and must not take the next one with it.
          if (hour.count === 0 && counts.get(bucket) === hour) counts.delete(bucket);
        },
      };
    },
  };
}

export type TipLimit = ReturnType<typeof createTipLimit>;
