import type { StoredFile } from '../files/store.ts';
import type { Desk } from './desk.ts';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;

/**
 * Removes what a crash left between disk and database: files that nothing knows of. One that is whole may wait for
 * the end of a long post, for a day; one that is incoming grows, or its sender has gone. Gives their count.
 */
export async function sweepOrphans(
  desk: Pick<Desk, 'database' | 'files' | 'clock'>,
  signal?: AbortSignal,
): Promise<number> {
  let removed = 0;
  for await (const file of desk.files.list()) {
    if (signal?.aborted) break;
    const age = desk.clock() - file.writtenAt;
    if (age < (file.isWhole ? DAY : HOUR) || (await isKnown(desk.database, file))) continue;
    await desk.files.remove([file.id]);
    removed++;
  }
  return removed;
}

async function isKnown({ query }: Desk['database'], { id }: StoredFile): Promise<boolean> {
  const found = await query
    .selectFrom('files')
    .select('id')
    .where('id', '=', id)
    .unionAll(query.selectFrom('uploads').select('id').where('id', '=', id))
    .unionAll(query.selectFrom('inspections').select('file as id').where('thumbnail', '=', id))
    .unionAll(query.selectFrom('inspections').select('file as id').where('copy', '=', id))
    .executeTakeFirst();
  return found !== undefined;
}
