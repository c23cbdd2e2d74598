import { randomBytes } from 'node:crypto';
import { addressBucket } from '../privacy/address-bucket.ts';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;

/** A place in the hour's count; `giveBack` when no tip came of it. */
export type Place = { granted: true; giveBack(): void } | { granted: false; until: number };

const unlimited: Place = { granted: true, giveBack() {} };

/**
 * So many tips in an hour from one address bucket; 0 for no limit. Kept in memory alone, under a hash whose salt is
 * made anew each day, so that nothing that could name a sender outlives the day.
 */
export function createTipLimit(most: number, clock: () => number) {
  let salt = randomBytes(32);
  let saltedAt = clock();
  let counts = new Map<string, { since: number; count: number }>();

  const tidy = (now: number) => {
    if (now - saltedAt >= DAY) {
      salt = randomBytes(32);
      saltedAt = now;
      counts = new Map();
    }
    // In the order of their hour: the first that still counts ends the search.
    for (const [bucket, { since }] of counts) {
      if (now - since < HOUR) break;
      counts.delete(bucket);
    }
  };

  return {
    take(address: string | undefined): Place {
      const now = clock();
      tidy(now);
      const bucket = most === 0 || address === undefined ? null : addressBucket(salt, address);
      if (bucket === null) return unlimited;
      const hour = counts.get(bucket) ?? { since: now, count: 0 };
      if (hour.count >= most) return { granted: false, until: hour.since + HOUR };
      hour.count++;
      counts.set(bucket, hour);
      return {
        granted: true,
        giveBack() {
          hour.count--;
          if (hour.count === 0) counts.delete(bucket);
        },
      };
    },
  };
}

export type TipLimit = ReturnType<typeof createTipLimit>;
