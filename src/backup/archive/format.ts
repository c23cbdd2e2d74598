import { z } from 'zod';
import { BackupError } from '../backup-error.ts';
import { KEPT } from '../rows/tables.ts';

// What a backup looks like inside: a tar (POSIX ustar) of these entries, in this order, in the age format
// (https://age-encryption.org/v1). `age -d FILE | tar -t` lists it.
//
//   jebo-backup.json       what it is (About)
//   masters.json           what opens all that is sealed in it, in the clear within this encryption; before format 2 secret.key, the
//                          desk's secret, where DATA_DIR had it
//   openings/ID.json       what opens the file that comes next, where it is sealed (FileOpening); from format 3
//   files/ID               each file that a row names, as it stands in the store
//   rows/TABLE/000001.ndjson  rows, one to a line
//   manifest.ndjson        a line of what is inside (Manifest), then a line for each entry before it

export const FORMAT = 3;

export const ABOUT = 'jebo-backup.json';
export const SECRET_KEY = 'secret.key';
export const MASTERS = 'masters.json';
export const MANIFEST = 'manifest.ndjson';
export const fileEntry = (id: string): string => `files/${id}`;
export const openingEntry = (id: string): string => `openings/${id}.json`;
export const rowsEntry = (table: string, part: number): string =>
  `rows/${table}/${String(part).padStart(6, '0')}.ndjson`;

const FILE_ENTRY = /^files\/([0-9a-f]{32})$/;
const OPENING_ENTRY = /^openings\/([0-9a-f]{32})\.json$/;
const ROWS_ENTRY = /^rows\/([a-z_]{1,63})\/\d{1,15}\.ndjson$/;
/** What an entry's name is made of: it is shown to an operator, whose terminal obeys some other characters. */
export const ENTRY_NAME = /^[\w./-]{1,200}$/;
export const fileOf = (name: string): string | null => FILE_ENTRY.exec(name)?.[1] ?? null;
export const openingOf = (name: string): string | null => OPENING_ENTRY.exec(name)?.[1] ?? null;
/** Null also for a table that no backup holds. */
export const tableOf = (name: string): string | null => {
  const table = ROWS_ENTRY.exec(name)?.[1];
  return KEPT.find(kept => kept.name === table)?.name ?? null;
};

/** An entry of rows ends with the row that makes it so large, in bytes. */
export const ROWS_IN_ENTRY = 1024 * 1024;
/** Nothing but a file is larger: two of the largest rows that a desk takes would fit. */
export const MOST_IN_MEMORY = 64 * 1024 * 1024;

/** The latest that a Date can be (ECMA-262, section 21.4.1.1). */
const LATEST = 8.64e15;

/** Read before anything else, so that a backup of another kind or a later version is refused before it does harm. */
export const about = z.object({
  format: z.int(),
  /** The last migration of the database. */
  migration: z.string(),
  /** Older ones cannot read what is in it; null where any may, and in backups of before this was kept. */
  leastVersion: z.string().nullable().default(null),
  engine: z.enum(['sqlite', 'postgres']),
  /** Milliseconds since 1970, UTC. */
  takenAt: z.int().min(0).max(LATEST),
  /** Whether the desk's secret key is inside, as before format 2. */
  hasSecretKey: z.boolean(),
  /** Of the key that opens it, inside or not; null where the masters are inside, and for a desk that was never started. */
  keyFingerprint: z.string().nullable(),
  hasMasters: z.boolean().default(false),
});
export type About = z.output<typeof about>;

export const manifest = about.extend({
  /** How many rows of each table. */
  rows: z.record(z.string(), z.int()),
  /** How many files, and bytes of them. */
  files: z.object({ count: z.int(), bytes: z.int() }),
  /** The numbers of tips that were forgotten while the backup was taken: a restore forgets them too. */
  forgotten: z.array(z.int()),
  /** The ids of files of such tips that were gone already. */
  gone: z.array(z.string()),
  /** The end of the history's chain; null where nothing was chained, and in backups of before this was noted. */
  historyHead: z.object({ place: z.int(), proof: z.string() }).nullable().default(null),
  /** How many entries are listed below. */
  entries: z.int(),
});
export type Manifest = z.output<typeof manifest>;

/** 32 bytes each. */
export const masters = z
  .array(
    z.strictObject({
      master: z.int().min(0),
      key: z
        .base64()
        .transform(text => Buffer.from(text, 'base64'))
        .refine(key => key.length === 32),
    }),
  )
  .refine(
    all => all.some(({ master }) => master === 0) && new Set(all.map(one => one.master)).size === all.length,
  );

/** `size` in bytes, `sha256` in hex. */
export const entry = z.object({ name: z.string().regex(ENTRY_NAME), size: z.int(), sha256: z.string() });
export type Entry = z.output<typeof entry>;

/** @throws {BackupError} when it is not what the schema says. */
export function parseJson<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new BackupError('This is no backup of Jebo: what it holds reads otherwise.', { cause: error });
  }
}
