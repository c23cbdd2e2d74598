import type { Config } from '../../config.ts';
import { createBuckets } from '../buckets.ts';

/** Generous, because whole mobile networks share an address: the files of so many tips may be on their way at once. */
const TIPS_AT_ONCE = 10;

/** `isFor` names the upload that took the place; it is free again once that is claimed or removed. */
export type UploadPlace = { isFor(id: string): void; giveBack(): void };

const unlimited: UploadPlace = { isFor() {}, giveBack() {} };

/**
 * How many uploads, and of how many bytes, one address bucket may have that no tip has claimed: nobody fills the disk
 * with halves. Counted in memory alone, and anew each day, when those that nobody claimed are swept.
 */
export function createUploadLimit(
  { fileCount, fileTotal }: Pick<Config['limits'], 'fileCount' | 'fileTotal'>,
  clock: () => number,
) {
  const held = new Map<string, { count: number; bytes: number }>();
  const places = new Map<string, UploadPlace>();
  const bucketOf = createBuckets(clock, () => {
    held.clear();
    places.clear();
  });

  return {
    /** Null when there are too many. */
    take(address: string | undefined, size: number): UploadPlace | null {
      const bucket = bucketOf(address);
      if (bucket === null) return unlimited;
      const { count, bytes } = held.get(bucket) ?? { count: 0, bytes: 0 };
      if (count >= TIPS_AT_ONCE * fileCount || bytes + size > TIPS_AT_ONCE * fileTotal) return null;
      held.set(bucket, { count: count + 1, bytes: bytes + size });
      const place = {
        isFor: (id: string) => void places.set(id, place),
        giveBack() {
          const now = held.get(bucket);
          if (now !== undefined && now.count > 1)
            held.set(bucket, { count: now.count - 1, bytes: now.bytes - size });
          else held.delete(bucket);
        },
      };
      return place;
    },
    giveBack(ids: readonly string[]): void {
      for (const id of ids) {
        places.get(id)?.giveBack();
        places.delete(id);
      }
    },
  };
}

export type UploadLimit = ReturnType<typeof createUploadLimit>;
