import type { Database, Query } from '../db/database.ts';
import { jobRows } from '../jobs/enqueue.ts';
import { earliestDue, moveDue, readUntried } from '../jobs/order.ts';

/** Milliseconds after which a file no longer waits for the one before it, whatever became of that. */
const LONGEST_TURN = 10 * 60_000;

/** Milliseconds that all files of one tip may have of the sandbox: what is left then is kept, and only its type is found out. */
const BUDGET = 10 * 60_000;

/** When the earliest file is due that waits for its first look; null where none waits. */
export const earliestTurn = (query: Query): Promise<number | null> => earliestDue(query, 'inspect file');

/**
 * The jobs by which a tip's files are inspected, the small ones first. Tips take turns by the time that they have taken, so that
 * many files, or some that take long, do not stand before all others (start-time fair queueing, Goyal, Vin and Cheng 1996):
 * a tip's first file is as early as the `earliest` that waits of another tip, and each next one is later than the one before it
 * by as long as that took.
 */
export function inspectionRows(
  now: number,
  files: readonly { id: string; size: number }[],
  earliest: number | null,
): ReturnType<typeof jobRows> {
  const start = Math.min(now, earliest ?? now);
  return files
    .toSorted((one, other) => one.size - other.size)
    .flatMap(({ id }, turn) =>
      jobRows(now, { kind: 'inspect file', subject: id, due: start + turn * LONGEST_TURN }),
    );
}

type Parts = { database: Database; clock: () => number };

/** A file was looked at, or could not be, which took so many milliseconds: now it is its tip's next one that waits. */
export async function endTurn({ database, clock }: Parts, file: string, took: number): Promise<void> {
  const beside = await filesBeside(database.query, file);
  if (beside.length === 0) return;
  await database.write(async trx => {
    const waiting = await readUntried(trx, 'inspect file', beside);
    const [next] = waiting;
    if (next === undefined) return;
    const due = Math.min(clock(), next.due - LONGEST_TURN + Math.max(1, Math.round(took)));
    await moveDue(
      trx,
      waiting.map(({ id }) => id),
      due - next.due,
    );
  });
}

async function filesBeside(query: Query, file: string): Promise<string[]> {
  const rows = await query
    .selectFrom('files')
    .innerJoin('files as other', 'other.tip', 'files.tip')
    .select('other.id')
    .where('files.id', '=', file)
    .whereRef('other.id', '!=', 'files.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether a tip's files have taken all the time that there is for them. */
export async function isSpent({ query }: Pick<Database, 'query'>, tip: number): Promise<boolean> {
  const rows = await query
    .selectFrom('inspections')
    .innerJoin('files', 'files.id', 'inspections.file')
    .select('inspections.took')
    .where('files.tip', '=', tip)
    .execute();
  return rows.reduce((sum, { took }) => sum + (took ?? 0), 0) >= BUDGET;
}
