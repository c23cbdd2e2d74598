import { randomBytes } from 'node:crypto';
import { addressBucket } from '../../crypto/address-bucket.ts';
import type { Refusal } from '../../errors.ts';

/** Parts of all that one address, and loopback, where many may stand behind a proxy, may have once half is taken. */
const OF_ADDRESS = 1 / 6;
const OF_LOCAL = 3 / 4;

/** So much of something that all share, such as bytes of memory. */
export type Portions = { of(address: string | undefined): Portion; taken(): number };

/** What one of an address takes. After `giveBack` it takes nothing more. */
export type Portion = {
  /** @throws {Refusal} when it would be more than there is, or than this address may have; then it holds nothing any more. */
  take(amount: number): void;
  giveBack(): void;
};

const salt = randomBytes(32);

export function createPortions(most: number, refusal: () => Refusal): Portions {
  let taken = 0;
  const byBucket = new Map<string, number>();
  const add = (bucket: string, amount: number) => {
    taken += amount;
    const sum = (byBucket.get(bucket) ?? 0) + amount;
    if (sum === 0) byBucket.delete(bucket);
    else byBucket.set(bucket, sum);
  };
  const isTooMuch = (bucket: string, amount: number) => {
    const share = Math.ceil(most * (bucket === LOCAL ? OF_LOCAL : OF_ADDRESS));
    const isOverShare = (byBucket.get(bucket) ?? 0) + amount > share;
    return taken + amount > most || (isOverShare && taken + amount > most / 2);
  };
  return {
    of(address = '') {
      const bucket = addressBucket(salt, address) ?? LOCAL;
      let own: number | null = 0;
      const giveBack = () => {
        add(bucket, -(own ?? 0));
        own = null;
      };
      return {
        take(amount) {
          if (own === null) return;
          if (isTooMuch(bucket, amount)) {
            giveBack();
            throw refusal();
          }
          own += amount;
          add(bucket, amount);
        },
        giveBack,
      };
    },
    taken: () => taken,
  };
}

const LOCAL = '';
