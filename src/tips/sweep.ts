import type { Desk } from './desk.ts';

const DAY = 24 * 60 * 60 * 1_000;

/** Removes files that a crash left between disk and database: kept, a day old, and of no tip. Gives their count. */
export async function sweepOrphans(
  desk: Pick<Desk, 'database' | 'files' | 'clock'>,
  signal?: AbortSignal,
): Promise<number> {
  let removed = 0;
  for await (const id of desk.files.olderThan(desk.clock() - DAY)) {
    if (signal?.aborted) break;
    const owner = await desk.database.query
      .selectFrom('files')
      .select('tip')
      .where('id', '=', id)
      .executeTakeFirst();
    if (owner !== undefined) continue;
    await desk.files.remove([id]);
    removed++;
  }
  return removed;
}
