import { randomId } from '../../crypto/ids.ts';

/** Where the objects of a file stand. Those of whole files are named as on the disk, so that a folder can be copied into a bucket. */
export const keys = {
  whole: (id: string) => `files/${id.slice(0, 2)}/${id}`,
  allWhole: 'files/',
  newTail: (id: string) => `incoming/${id}/${randomId()}`,
  tails: (id: string) => `incoming/${id}/`,
  allTails: 'incoming/',
  /** Written and removed, to see whether that can be done. */
  probe: () => `probe/${randomId()}`,
};

/** Null: what others left there is not ours to judge. */
export const idOfWhole = (key: string): string | null => /^files\/..\/([0-9a-f]{32})$/.exec(key)?.[1] ?? null;
export const idOfTail = (key: string): string | null =>
  /^incoming\/([0-9a-f]{32})\/[0-9a-f]{32}$/.exec(key)?.[1] ?? null;
