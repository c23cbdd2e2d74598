import type { Database, Write } from '../db/database.ts';
import { hasten, owe } from '../outbox/owe.ts';
import { INSPECT_FILE } from './inspection.ts';

/** Milliseconds after which a file no longer waits for the one before it, whatever became of that. */
const LONGEST_TURN = 60_000;

/**
 * Owes the inspections of a tip's files, in this order. Tips take turns, a file each, so that one that brings many, or what
 * takes long, does not stand before all others: the first file is due now, and each other one when the one before it was
 * looked at.
 */
export async function oweInspections(
  trx: Write,
  now: number,
  files: readonly { id: string }[],
): Promise<void> {
  for (const [position, { id }] of files.entries())
    await owe(trx, now, {
      kind: INSPECT_FILE,
      subject: id,
      recipients: [null],
      due: now + position * LONGEST_TURN,
    });
}

type Parts = { database: Database; clock: () => number };

/** A file was looked at, or could not be: now the next one of its tip stands behind all that wait already. */
export async function hastenNext({ database, clock }: Parts, file: string): Promise<void> {
  const next = await database.query
    .selectFrom('files')
    .innerJoin('files as next', join =>
      join
        .onRef('next.tip', '=', 'files.tip')
        .on(({ eb, ref }) => eb('next.position', '=', eb(ref('files.position'), '+', 1))),
    )
    .select('next.id')
    .where('files.id', '=', file)
    .executeTakeFirst();
  if (next !== undefined) await database.write(trx => hasten(trx, clock(), INSPECT_FILE, next.id));
}
