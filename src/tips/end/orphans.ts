import type { Context } from '../../context.ts';
import { holdTipRow } from '../../db/tip-keys.ts';
import { deleteTagsOf } from '../tags/unused-tags.ts';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;

/**
 * Removes what a crash left between disk and database: files that nothing knows of. One that is whole may wait for
 * the end of a long post, for a day; one that is incoming grows, or its sender has gone. Gives their count.
 */
export async function sweepOrphans(
  context: Pick<Context, 'database' | 'files' | 'clock'>,
  signal?: AbortSignal,
): Promise<number> {
  let removed = 0;
  for await (const file of context.files.list()) {
    if (signal?.aborted) break;
    const age = context.clock() - file.writtenAt;
    if (age < (file.isWhole ? DAY : HOUR) || (await isKnown(context.database, file.id))) continue;
    await context.files.remove([file.id]);
    removed++;
  }
  return removed;
}

/** What has been replaced goes at once, and not only with what a crash left. */
export async function eraseReplaced(
  { database, files }: Pick<Context, 'database' | 'files'>,
  id: string,
): Promise<void> {
  if (!(await isKnown(database, id))) await files.remove([id]);
}

/** An older version that works beside this one forgets a tip and knows of no drafts, checks, tags and changes of many. */
export async function sweepForgotten({ database }: Pick<Context, 'database'>): Promise<void> {
  const { query } = database;
  const left = await query
    .selectFrom('tips')
    .select('number as tip')
    .where('forgotten_at', 'is not', null)
    .where('number', 'in', found =>
      found
        .selectFrom('drafts')
        .select('tip')
        .union(query.selectFrom('checks').select('tip'))
        .union(query.selectFrom('changed_tips').select('tip'))
        .union(query.selectFrom('tip_tags').select('tip')),
    )
    .orderBy('number')
    .execute();
  // One tip after another, each held before its rows as by all who change it: nobody waits for us who holds what we wait for.
  for (const { tip } of left) {
    await database.write(async trx => {
      await holdTipRow(trx, database.engine, tip);
      for (const table of ['drafts', 'checks', 'changed_tips'] as const)
        await trx.deleteFrom(table).where('tip', '=', tip).execute();
      await deleteTagsOf(trx, tip);
    });
  }
  if (left.length > 0) await database.scrub();
}

/** What stood under a file's own id until it was sealed elsewhere is known no more. */
async function isKnown({ query }: Context['database'], id: string): Promise<boolean> {
  const found = await query
    .selectFrom('files')
    .select('id')
    .where('id', '=', id)
    .where('stored', 'is', null)
    .unionAll(query.selectFrom('files').select('id').where('stored', '=', id))
    .unionAll(query.selectFrom('uploads').select('id').where('id', '=', id))
    .unionAll(query.selectFrom('inspections').select('file as id').where('thumbnail', '=', id))
    .unionAll(query.selectFrom('inspections').select('file as id').where('copy', '=', id))
    .executeTakeFirst();
  return found !== undefined;
}
