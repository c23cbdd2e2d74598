import { z } from 'zod';
import { BackupFault } from './fault.ts';
import type { Row } from './rows.ts';

/** A file in the store that a row names; `sha256` is null where the row does not tell it. */
export type NamedFile = { id: string; size: number; sha256: string | null };

const id = z.string().regex(/^[0-9a-f]{32}$/);
const fileRow = z.object({ id, size: z.int(), sha256: z.string() });
const inspectionRow = z.object({
  thumbnail: id.nullable(),
  thumbnail_size: z.int().nullable(),
  copy: id.nullable(),
  copy_size: z.int().nullable(),
});

/** The tables whose rows name files. */
export const NAMING_FILES: ReadonlySet<string> = new Set(['files', 'inspections']);

/**
 * The files that a row of this table names. A file that no row names is none of the desk's.
 * @throws {BackupFault} when it names them as no desk does.
 */
export function filesNamedBy(table: string, row: Row): NamedFile[] {
  if (table === 'files') {
    const { id, size, sha256 } = parseRow(fileRow, table, row);
    return [{ id, size, sha256 }];
  }
  if (table !== 'inspections') return [];
  const { thumbnail, thumbnail_size, copy, copy_size } = parseRow(inspectionRow, table, row);
  return [...made(thumbnail, thumbnail_size), ...made(copy, copy_size)];
}

const made = (id: string | null, size: number | null): NamedFile[] =>
  id === null || size === null ? [] : [{ id, size, sha256: null }];

function parseRow<T>(schema: z.ZodType<T>, table: string, row: Row): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new BackupFault(`A row of ${table} names its file as no desk does.`, { cause: parsed.error });
}
