import type { Database, Write } from '../db/database.ts';
import type { FileStore } from '../files/store.ts';
import type { Job } from '../outbox/job.ts';
import { NoVerdict, type Scanner, type Verdict } from './clamd.ts';

export type ScanParts = {
  database: Database;
  files: Pick<FileStore, 'read'>;
  clock: () => number;
  scan: Scanner;
  /** No file of this tip waits for its scan any more. May be said more than once. */
  afterScans: (trx: Write, tip: number) => Promise<void>;
  wakeOutbox: () => void;
};

/** A scanner that was reached so often and gave no verdict will give none: this file may even be what ends it. */
const MOST_FAILURES = 5;

/** Asks the scanner about a file and keeps what it says. A file that is forgotten is none. */
export async function scanFile(parts: ScanParts, { subject, signal }: Job): Promise<void> {
  const file = await loadScan(parts.database, subject);
  if (file === null) return;
  if (file.waits) await keepVerdict(parts, subject, await verdictOn(parts, subject, signal));
  await tellWhenLast(parts, file.tip);
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
async function verdictOn(parts: ScanParts, file: string, signal: AbortSignal): Promise<Outcome> {
  try {
    return await parts.scan(parts.files.read(file), signal);
  } catch (error) {
    if (!(error instanceof NoVerdict) || (await countFailure(parts, file)) < MOST_FAILURES) throw error;
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

async function keepVerdict({ database, clock }: ScanParts, file: string, verdict: Outcome) {
  const signature = verdict.is === 'infected' ? verdict.signature : null;
  await database.write(trx =>
    trx
      .updateTable('scans')
      .set({ verdict: verdict.is, signature, at: clock() })
      .where('file', '=', file)
      .execute(),
  );
}

/**
 * In a transaction of its own, behind the verdict's: of two files that are settled at once, each in its own transaction,
 * neither would see the other's verdict. A crash in between leaves the job owed, and it comes here again.
 */
async function tellWhenLast({ database, afterScans, wakeOutbox }: ScanParts, tip: number) {
  const isLast = await database.write(async trx => {
    const waiting = await trx
      .selectFrom('scans')
      .innerJoin('files', 'files.id', 'scans.file')
      .select('scans.file')
      .where('files.tip', '=', tip)
      .where('scans.verdict', '=', 'waiting')
      .limit(1)
      .executeTakeFirst();
    if (waiting !== undefined) return false;
    await afterScans(trx, tip);
    return true;
  });
  if (isLast) wakeOutbox();
}
