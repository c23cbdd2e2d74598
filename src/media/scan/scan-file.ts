import type { Masters } from '../../crypto/masters.ts';
import type { Database, Write } from '../../db/database.ts';
import { findTipSeal, holdTipRow } from '../../db/tip-keys.ts';
import { findStored } from '../../files/sealed/find-stored.ts';
import type { SealedFiles } from '../../files/sealed/sealed-files.ts';
import type { StoredAs } from '../../files/sealed/stored-as.ts';
import { Unopened } from '../../files/sealed/unopened.ts';
import { wakeJobs } from '../../jobs/enqueue.ts';
import type { Job } from '../../jobs/job.ts';
import { scannedColumns } from '../inspection.ts';
import { NoVerdict, type Scanner, type Verdict } from './clamd.ts';

export type ScanParts = {
  database: Database;
  masters: Masters;
  files: Pick<SealedFiles, 'read'>;
  clock: () => number;
  scan: Scanner;
  /** No file of this tip waits for its scan any more. May be said more than once. */
  afterScans: (trx: Write, now: number, tip: number) => Promise<void>;
};

/** A scanner that was reached so often and gave no verdict will give none: this file may even be what ends it. */
const MOST_FAILURES = 5;

/** Asks the scanner about a file and keeps what it says. A file that is forgotten is none. */
export async function scanFile(parts: ScanParts, { subject, signal }: Job<'scan file'>): Promise<void> {
  const scan = await loadScan(parts.database, subject);
  const file = await findStored(parts.database.query, subject);
  if (scan === null || file === null) return;
  if (scan.waits)
    await keepVerdict(parts, { id: subject, tip: scan.tip }, await verdictOn(parts, file, signal));
  await tellWhenLast(parts, scan.tip);
}

async function loadScan({ query }: Database, id: string): Promise<{ tip: number; waits: boolean } | null> {
  const row = await query
    .selectFrom('scans')
    .innerJoin('files', 'files.id', 'scans.file')
    .select(['files.tip', 'scans.verdict'])
    .where('scans.file', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : { tip: row.tip, waits: row.verdict === 'waiting' };
}

type Outcome = Verdict | { is: 'unscannable' };

/** A scanner that cannot be reached says nothing of the file, and is asked for ever. */
async function verdictOn(parts: ScanParts, file: StoredAs, signal: AbortSignal): Promise<Outcome> {
  try {
    return await parts.scan(parts.files.read(file), signal);
  } catch (error) {
    // Nobody will ever see what is in it.
    if (error instanceof Unopened) return { is: 'unscannable' };
    if (!(error instanceof NoVerdict) || (await countFailure(parts, file.id)) < MOST_FAILURES) throw error;
    return { is: 'unscannable' };
  }
}

async function countFailure({ database }: ScanParts, file: string): Promise<number> {
  const row = await database.write(trx =>
    trx
      .updateTable('scans')
      .set(scan => ({ failures: scan('failures', '+', 1) }))
      .where('file', '=', file)
      .returning('failures')
      .executeTakeFirst(),
  );
  return row?.failures ?? 0;
}

async function keepVerdict(
  { database, masters, clock }: ScanParts,
  { id: file, tip }: { id: string; tip: number },
  verdict: Outcome,
) {
  const signature = verdict.is === 'infected' ? verdict.signature : null;
  await database.write(async trx => {
    await holdTipRow(trx, database.engine, tip);
    const subject = { masters, tipSeal: await findTipSeal(trx, tip), tip, file };
    await trx
      .updateTable('scans')
      .set({ verdict: verdict.is, at: clock(), ...scannedColumns(subject, { signature }) })
      .where('file', '=', file)
      .execute();
  });
}

/**
 * In a transaction of its own, behind the verdict's: of two files that are settled at once, each in its own transaction,
 * neither would see the other's verdict. A crash in between leaves the job owed, and it comes here again.
 */
async function tellWhenLast({ database, clock, afterScans }: ScanParts, tip: number) {
  const isLast = await database.write(async trx => {
    if (await waitsForScan(trx, tip)) return false;
    await afterScans(trx, clock(), tip);
    return true;
  });
  if (isLast) wakeJobs(database);
}

/** Whether a file of this tip has no verdict yet. */
export async function waitsForScan(trx: Write, tip: number): Promise<boolean> {
  const waiting = await trx
    .selectFrom('scans')
    .innerJoin('files', 'files.id', 'scans.file')
    .select('scans.file')
    .where('files.tip', '=', tip)
    .where('scans.verdict', '=', 'waiting')
    .limit(1)
    .executeTakeFirst();
  return waiting !== undefined;
}
