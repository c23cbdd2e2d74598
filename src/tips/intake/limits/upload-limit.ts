import type { Config } from '../../../config/config.ts';
import { randomId } from '../../../crypto/ids.ts';
import { createExpiringMap } from '../../../limiter.ts';
import { createBuckets } from './buckets.ts';

/** Generous, because whole mobile networks share an address: the files of so many tips may be on their way at once. */
const TIPS_AT_ONCE = 10;
/** An upload to which nothing came for so long, in milliseconds, is no longer on its way, though it may still go on. */
const FORSAKEN = 60 * 60 * 1_000;

type Held = { bucket: string; size: number };

/**
 * How many uploads, and of how many bytes, one address bucket may have on their way that no tip has claimed: nobody
 * fills the disk with halves. Counted in memory alone.
 */
export function createUploadLimit(
  { fileCount, fileTotal }: Pick<Config['limits'], 'fileCount' | 'fileTotal'>,
  clock: () => number,
) {
  /** By upload, or by its ticket before it has begun. */
  const held = createExpiringMap<Held>({ lasts: FORSAKEN, clock });
  const bucketOf = createBuckets(clock, () => held.clear());

  const heldBy = (bucket: string) => {
    let [count, bytes] = [0, 0];
    for (const one of held.values()) {
      if (one.bucket !== bucket) continue;
      count += 1;
      bytes += one.size;
    }
    return { count, bytes };
  };

  return {
    /** A ticket for an upload that is about to begin; null when there are too many. */
    take(address: string | undefined, size: number): string | null {
      const ticket = randomId();
      const bucket = bucketOf(address);
      if (bucket === null) return ticket;
      const { count, bytes } = heldBy(bucket);
      if (count >= TIPS_AT_ONCE * fileCount || bytes + size > TIPS_AT_ONCE * fileTotal) return null;
      held.set(ticket, { bucket, size });
      return ticket;
    },
    /** The place that was held by `before`, a ticket or the upload itself, is held by the upload from now on. */
    touch(id: string, before = id): void {
      const one = held.get(before);
      if (one === undefined) return;
      held.delete(before);
      held.set(id, one);
    },
    giveBack(ids: readonly string[]): void {
      for (const id of ids) held.delete(id);
    },
  };
}

export type UploadLimit = ReturnType<typeof createUploadLimit>;
