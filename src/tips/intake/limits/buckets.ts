import { randomBytes } from 'node:crypto';
import { addressBucket } from '../../../crypto/address-bucket.ts';

const DAY = 24 * 60 * 60 * 1_000;

/**
 * Names a sender's address bucket for the limits. Kept in memory alone, under a hash whose salt is made anew by
 * the first who comes after a day; `onNewDay` forgets what was counted under the old one.
 */
export function createBuckets(clock: () => number, onNewDay: () => void) {
  let salt = randomBytes(32);
  let saltedAt = clock();
  /** Null: the address is unknown, and cannot be counted. */
  return (address: string | undefined): string | null => {
    if (clock() - saltedAt >= DAY) {
      salt = randomBytes(32);
      saltedAt = clock();
      onNewDay();
    }
    return address === undefined ? null : addressBucket(salt, address);
  };
}
