import { z } from 'zod';
import { sealedSize } from '../../files/sealed/chunks.ts';
import type { FilePurpose } from '../../files/sealed/stored-as.ts';
import { BackupError } from '../backup-error.ts';
import type { Row } from './read-rows.ts';

/**
 * A file in the store that a row names, as it stands there; `sha256` is null where the row does not say it, as of what is sealed.
 * `sealed` is null where it stands as it was sent; `size` in it: bytes that were sent; `of`: the file of the tip that it is, or was
 * made of.
 */
export type NamedFile = {
  as: FilePurpose;
  id: string;
  size: number;
  sha256: string | null;
  sealed: { of: string; size: number; wrapped: string; sums: string | null } | null;
};

const id = z.string().regex(/^[0-9a-f]{32}$/);
/** The key of a file that is sealed, which an older backup's do not have. */
const wrapped = z.string().nullish();
const fileRow = z.object({
  id,
  size: z.int(),
  sha256: z.string(),
  wrapped,
  sealed: z.string().nullish(),
  stored: id.nullish(),
});
const inspectionRow = z.object({
  file: id,
  thumbnail: id.nullable(),
  thumbnail_size: z.int().nullable(),
  thumbnail_wrapped: wrapped,
  copy: id.nullable(),
  copy_size: z.int().nullable(),
  copy_wrapped: wrapped,
});

/** The tables whose rows name files. */
export const NAMING_FILES: ReadonlySet<string> = new Set(['files', 'inspections']);

/**
 * The files that a row of this table names. A file that no row names is none of the desk's.
 * @throws {BackupError} when it names them as no desk does.
 */
export function filesNamedBy(table: string, row: Row): NamedFile[] {
  if (table === 'files') {
    const { id, size, sha256, wrapped, sealed, stored } = parseRow(fileRow, table, row);
    const as = 'file';
    return [
      wrapped
        ? { as, id: stored ?? id, ...sealedFile({ of: id, size, wrapped, sums: sealed ?? null }) }
        : { as, id, size, sha256, sealed: null },
    ];
  }
  if (table !== 'inspections') return [];
  const { file: of, thumbnail, copy, ...rest } = parseRow(inspectionRow, table, row);
  return [
    ...made('thumbnail', thumbnail, { of, size: rest.thumbnail_size, wrapped: rest.thumbnail_wrapped }),
    ...made('copy', copy, { of, size: rest.copy_size, wrapped: rest.copy_wrapped }),
  ];
}

type Made = { of: string; size: number | null; wrapped: string | null | undefined };

function made(as: NamedFile['as'], id: string | null, { of, size, wrapped }: Made): NamedFile[] {
  if (id === null || size === null) return [];
  return [
    wrapped
      ? { as, id, ...sealedFile({ of, size, wrapped, sums: null }) }
      : { as, id, size, sha256: null, sealed: null },
  ];
}

const sealedFile = (sealed: NonNullable<NamedFile['sealed']>): Omit<NamedFile, 'as' | 'id'> => ({
  size: sealedSize(sealed.size),
  sha256: null,
  sealed,
});

function parseRow<T>(schema: z.ZodType<T>, table: string, row: Row): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new BackupError(`A row of ${table} names its file as no desk does.`, { cause: parsed.error });
}
