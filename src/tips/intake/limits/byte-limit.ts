import type { FileStore } from '../../../files/store.ts';
import { createExpiringMap } from '../../../limiter.ts';
import { createBuckets } from './buckets.ts';

const HOUR = 60 * 60 * 1_000;
const MOST_NAMES = 10_000;

/** Of what is left once the disk is more than half full, one address may bring so much in an hour. */
const PART = 1 / 4;
/** Loopback: an onion service, or a proxy that nobody told of, where many stand behind one address. */
const LOCAL_PART = 1 / 2;
const LOCAL = 'local';

/** So many bytes may come; they count until `keep` says how many of them were kept. */
export type Room = { bytes: number; keep(kept: number): void };

/**
 * Bytes of files in an hour from one address bucket, so that none fills the disk to its reserve: what it may bring grows less
 * with what is left. While half of the disk is free it is without limit. Counted in memory alone.
 */
export function createByteLimit(files: Pick<FileStore, 'scarce'>, clock: () => number) {
  const counts = createExpiringMap<{ kept: number; coming: number }>({
    lasts: HOUR,
    most: MOST_NAMES,
    clock,
  });
  const bucketOf = createBuckets(clock, () => counts.clear());

  const hourOf = (bucket: string) => {
    const known = counts.get(bucket);
    const hour = known ?? { kept: 0, coming: 0 };
    if (known === undefined) counts.set(bucket, hour);
    return hour;
  };

  return {
    /** Room for up to `wanted` bytes, as much as this address may bring now. */
    async take(address: string | undefined, wanted: number): Promise<Room> {
      const left = await files.scarce();
      const bucket = bucketOf(address) ?? LOCAL;
      const hour = hourOf(bucket);
      const part = bucket === LOCAL ? LOCAL_PART : PART;
      // What it has brought is gone from what is left; what is still coming is not.
      const allowed = left === null ? wanted : (left + hour.kept) * part - hour.kept - hour.coming;
      const bytes = Math.min(wanted, Math.max(0, Math.floor(allowed)));
      hour.coming += bytes;
      let isComing = true;
      return {
        bytes,
        keep(kept) {
          if (!isComing) return;
          isComing = false;
          hour.coming -= bytes;
          hour.kept += Math.min(kept, bytes);
        },
      };
    },
    /** So many of what this address has brought are on the disk no more. */
    giveBack(address: string | undefined, bytes: number): void {
      const hour = counts.get(bucketOf(address) ?? LOCAL);
      if (hour !== undefined) hour.kept = Math.max(0, hour.kept - bytes);
    },
  };
}

export type ByteLimit = ReturnType<typeof createByteLimit>;
