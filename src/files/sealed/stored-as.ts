import type { TipSeal } from '../../crypto/masters.ts';

/** What a file is to its tip: what was sent, or one of the two that were made of it. */
export const FILE_PURPOSES = ['file', 'thumbnail', 'copy'] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/**
 * What opens a file: a key of its own, wrapped under what follows from this master, and from the tip's salt once a tip has
 * it (null before). From then on its key is bound to what it is and how many bytes were sent, so that a row which tells another
 * size, or names a file in another's place, opens nothing. `of`: the id by which it stands and its key is wrapped, where it was
 * sealed long after it came; else its own.
 */
export type FileSeal =
  | { master: number; salt: null; wrapped: string }
  | { master: number; salt: string; wrapped: string; as: FilePurpose; size: number; of?: string };

/** A file as it is kept. `size`: bytes that were sent. `seal` is null where it stands as it was sent. */
export type StoredAs = { id: string; size: number; seal: FileSeal | null; madeOf?: MadeOf };

/** The file of a tip, and what was made of it. */
export type MadeOf = { file: string; as: Exclude<FilePurpose, 'file'> };

/** No master has this number: a file that is said to be sealed, and whose tip has no key, opens by nothing. */
const NO_TIP_KEY: TipSeal = { master: -1, salt: '' };

/** Of a file of a tip, as its row has it. `tip` is null where the tip has no key. */
export function sealOfTip(
  { wrapped, size, stored = null }: { wrapped: string | null; size: number; stored?: string | null },
  tip: TipSeal | null,
  as: FilePurpose = 'file',
): FileSeal | null {
  if (wrapped === null) return null;
  return { ...(tip ?? NO_TIP_KEY), wrapped, as, size, ...(stored !== null && { of: stored }) };
}
