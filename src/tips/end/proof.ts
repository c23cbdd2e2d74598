import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Write } from '../../db/database.ts';
import type { OrUnknown } from '../../unknown.ts';
import { rowIdOf, tablesBy } from '../fields.ts';
import type { ForgettingRule } from './rules.ts';

/** A row that is gone, by its table and its id there, which tells nothing of what stood in it. */
export type GoneRow = { table: string; id: string };

export type Destroyed = { counts: Record<string, number>; files: string[] };

/** What there is to show of a forgetting. Of one by an older version there is its time alone. Times are milliseconds since 1970, UTC. */
export type Forgetting = {
  number: number;
  at: number;
  /** Who of the staff did it, by e-mail; null where a rule did, or it is not known. */
  by: string | null;
  /** Null where somebody did it. */
  rule: OrUnknown<ForgettingRule> | null;
  proof: ForgettingProof | null;
};

type ForgettingProof = Destroyed & {
  /** Hex; by `digestOf` and `tipDigestOf`. */
  digest: string;
  tipDigest: string | null;
  /** Since when nothing is owed any more. */
  provedAt: number | null;
};

type ContentTable = ReturnType<typeof tablesBy>[number];

/** Whose rows hang on a tip or its files, those that refer to others first; each with the column that tells one of its rows from another. */
export const PROVED: readonly { table: ContentTable; by: 'tip' | 'file'; key: string }[] = (
  ['file', 'tip'] as const
).flatMap(by => tablesBy(by).map(table => ({ table, by, key: rowIdOf(table) })));

/** A tip's key stands in its proof by the SHA-256 of its salt, for the salt must stand nowhere any more. */
export const goneKey = (salt: string): GoneRow => ({ table: 'tip_keys', id: sha256(salt) });

/**
 * SHA-256 over the canonical JSON of the tip's number and of all rows that were destroyed, sorted: who has a backup that was
 * taken right before has the same, and nobody can tell from it what stood in them, for ids are 128 random bits. Hex.
 */
export function digestOf(tip: number, rows: readonly GoneRow[]): string {
  const sorted = rows.map(({ table, id }) => `${table} ${id}`).sort();
  return sha256(JSON.stringify([tip, sorted]));
}

/**
 * The same over what never changes of a tip, its number and the id of its first message: every backup that holds it has the
 * same, whatever was added later. A number that was given once more after a restore has another. Hex.
 */
export const tipDigestOf = (tip: number, firstMessage: string): string =>
  sha256(JSON.stringify([tip, `messages ${firstMessage}`]));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The proof's row. It holds counts, digests and ids of files, and nothing that anyone wrote. */
export async function writeProof(
  trx: Write,
  proof: { tip: number; at: number; staffId: string | null; rule: string | null },
  rows: readonly GoneRow[],
  { firstMessage, files }: { firstMessage: string | null; files: string[] },
): Promise<void> {
  const { tip, at, staffId, rule } = proof;
  const counts = Object.fromEntries(
    [...Map.groupBy(rows, row => row.table)].map(([table, { length }]) => [table, length]),
  );
  const destroyed: Destroyed = { counts, files };
  await trx
    .insertInto('forgettings')
    .values({
      ...{ tip, at, rule, proved_at: null },
      staff_id: staffId,
      destroyed: JSON.stringify(destroyed),
      digest: digestOf(tip, rows),
      tip_digest: firstMessage === null ? null : tipDigestOf(tip, firstMessage),
    })
    .execute();
}

const destroyedShape = z.object({
  counts: z.record(z.string(), z.int()),
  files: z.array(z.string()),
});

/** What a row says, as far as this version knows how. */
export function readDestroyed(json: string): Destroyed {
  const parsed = destroyedShape.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : { counts: {}, files: [] };
}
