import type { Context } from '../../context.ts';
import type { TipSeal } from '../../crypto/masters.ts';
import type { Write } from '../../db/database.ts';
import { jobRows } from '../../jobs/enqueue.ts';
import { inspectionRows } from '../../media/turns.ts';
import { fileRow } from '../intake/rows.ts';
import type { Instant, TipFile } from '../tip.ts';

/** Files that came with a message, whoever wrote it. `turn`: when the earliest file is due that waits to be inspected. */
type OfMessage = {
  number: number;
  message: string;
  files: readonly TipFile[];
  turn: number | null;
  at: Instant;
};

/** Behind those that the tip has. What each is, and whether it is safe, is owed with it. */
export async function insertFiles(
  trx: Write,
  { masters, settings }: Pick<Context, 'masters' | 'settings'>,
  tipSeal: TipSeal | null,
  { number, message, files, turn, at }: OfMessage,
): Promise<void> {
  if (files.length === 0) return;
  const first = await nextPosition(trx, number);
  const rows = files.map((file, index) => ({
    ...fileRow({ masters, tipSeal }, file, first + index),
    ...{ tip: number, message },
  }));
  await trx.insertInto('files').values(rows).execute();
  const scanned = settings.clamdUrl === null ? [] : files;
  if (scanned.length > 0) {
    const scans = scanned.map(({ id }) => ({ file: id, at, verdict: 'waiting', signature: null }));
    await trx.insertInto('scans').values(scans).execute();
  }
  const jobs = [
    ...inspectionRows(at, files, turn),
    ...scanned.flatMap(({ id }) => jobRows(at, { kind: 'scan file', subject: id })),
  ];
  await trx.insertInto('outbox').values(jobs).execute();
}

async function nextPosition(trx: Write, tip: number): Promise<number> {
  const { last } = await trx
    .selectFrom('files')
    .select(({ fn }) => fn.max<number | null>('position').as('last'))
    .where('tip', '=', tip)
    .executeTakeFirstOrThrow();
  return (last ?? -1) + 1;
}
