import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import type { Masters } from '../../crypto/masters.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { keyOf, openFacts, sealFacts } from '../sealed/file-seal.ts';
import type { FileSeal } from '../sealed/stored-as.ts';
import { Unopened } from '../sealed/unopened.ts';

/** A file on its way in. `size` and `arrived` in bytes; `sha256` is hex, and null until all has arrived, as `crc32` is. */
export type Upload = {
  id: string;
  name: string;
  claimedType: string;
  size: number;
  arrived: number;
  sha256: string | null;
  crc32: number | null;
  /** Null where it stands as it was sent. */
  seal: FileSeal | null;
};

type Row = Selectable<Schema['uploads']>;
type Facts = Pick<Upload, 'name' | 'claimedType' | 'sha256' | 'crc32'>;
type FactColumns = Pick<
  Insertable<Schema['uploads']>,
  'name' | 'claimed_type' | 'sha256' | 'crc32' | 'sealed'
>;

/** `size` again, bound to the file's key; one that version 0.5.0 has begun, or last changed, lacks it. */
const facts: z.ZodType<Facts & { size?: number | undefined }> = z.object({
  name: z.string(),
  claimedType: z.string(),
  sha256: z.string().nullable(),
  crc32: z.number().nullable(),
  size: z.number().optional(),
});

/** That it has sums is told in the clear, as by an older version: it may be claimed. */
export function factColumns(
  masters: Masters,
  { id, size, seal, name, claimedType, sha256, crc32 }: Upload,
): FactColumns {
  if (seal === null) return { name, claimed_type: claimedType, sha256, crc32 };
  const sealed = sealFacts(keyOf(masters, id, seal), { name, claimedType, sha256, crc32, size });
  return { name: '', claimed_type: '', sha256: sha256 && '', crc32: null, sealed };
}

export const sealColumns = (seal: FileSeal | null) => ({
  wrapped: seal?.wrapped ?? null,
  master: seal?.master ?? null,
});

/** @throws {Unopened} */
export function readUpload(masters: Masters, row: Row): Upload {
  const { id, size, arrived, wrapped, master } = row;
  if (wrapped === null || master === null) {
    const { name, claimed_type: claimedType, sha256, crc32 } = row;
    return { id, name, claimedType, size, arrived, sha256, crc32, seal: null };
  }
  const seal = { master, salt: null, wrapped };
  const told = openFacts(keyOf(masters, id, seal), row.sealed, facts);
  // A tip would else bind its file to a size that the row alone says: the end could be cut off with nobody the wiser.
  if ((told.size ?? size) !== size) throw new Unopened(id);
  return { id, arrived, seal, ...told, size };
}
