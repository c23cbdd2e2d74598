import { sql } from 'kysely';
import type { Query, Write } from '../../db/database.ts';
import { PLAIN_PAGES, readFact } from '../../db/desk-facts.ts';
import { countPlainFiles } from './plain-files.ts';

/** What an older version wrote in plain, and what is left of it where the database's files have kept older pages. */
export type PlainLeft = {
  /** Tips that are not sealed yet. */
  tips: number;
  /** Files, and what was made of them, that stand as they were sent, with their names. */
  files: number;
  /** The same of what is on its way in, until a tip has it or it is swept, a week after it began at the latest. */
  uploads: number;
  /** Some were sealed since the files were last rewritten (`seal finish`). */
  mayStandInOldPages: boolean;
};

export async function readPlainLeft(query: Query): Promise<PlainLeft> {
  return {
    tips: await countPlain(query),
    files: await countPlainFiles(query),
    uploads: await countPlainUploads(query),
    mayStandInOldPages: (await readFact(query, PLAIN_PAGES)) !== null,
  };
}

/** By the index `tips_plain`, which is empty once all are sealed. */
export async function countPlain(query: Query): Promise<number> {
  const { count } = await query
    .selectFrom('tips')
    .select(sql<number>`count(*)`.as('count'))
    .where('headline', 'is not', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Uploads that began under an older version: gone within a week, with their names left in older pages. */
export async function countPlainUploads(query: Query | Write): Promise<number> {
  const { count } = await query
    .selectFrom('uploads')
    .select(sql<number>`count(*)`.as('count'))
    .where('wrapped', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}
