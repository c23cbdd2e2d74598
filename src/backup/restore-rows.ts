import type { Database, Write } from '../db/database.ts';
import { migrate } from '../db/open.ts';
import { countOnFrom, highestNumber } from '../db/running-numbers.ts';
import { tablesIn } from '../db/tables.ts';
import { keepSecretKey } from '../privacy/secret-key.ts';
import type { RestoredKey } from './desk-key.ts';
import { refuseUnlessWithoutTables } from './empty-place.ts';
import { forgetTips } from './forget-tips.ts';
import type { Manifest } from './format.ts';
import { insertRows } from './insert-rows.ts';
import type { Archive } from './read-archive.ts';

export type RestoredRows = {
  manifest: Manifest;
  /** How many tips were forgotten by the way, and the ids of their files, which are still to go. */
  forgotten: number;
  forgottenFiles: string[];
  nextTip: number;
  /** So many mails will be sent once the desk starts. */
  owedMails: number;
};

type Means = {
  wishes: { forget?: readonly number[]; after?: number; now?: number };
  key: RestoredKey;
  dataDir: string;
};

/** So many numbers are left free for tips that came after the backup. */
export const NUMBERS_LEFT_FREE = 1_000;

/**
 * All in the one transaction: the tables as they were at the backup, its rows, and what has changed since in the tables.
 * Here, unlike elsewhere, others than the transaction's own queries are awaited: nobody else is at work on the database.
 */
export async function restoreRows(
  trx: Write,
  engine: Database['engine'],
  archive: Archive,
  { wishes, key, dataDir }: Means,
): Promise<RestoredRows> {
  // A desk that was started meanwhile by mistake has made its own.
  await refuseUnlessWithoutTables(trx);
  await migrate({ engine, query: trx }, archive.about.migration);
  const tables = await tablesIn(trx);
  await archive.rows((table, rows) => insertRows(trx, { engine, tables }, table, rows));
  const manifest = await archive.end();
  await migrate({ engine, query: trx });

  const nextTip = await leaveNumbersFree(trx, engine, wishes.after ?? 0);
  const toForget = [...manifest.forgotten, ...(wishes.forget ?? [])];
  const forgotten = await forgetTips(trx, toForget, wishes.now ?? Date.now());
  const owedMails = await countOwedMails(trx);
  // The desk would make another one if it were started without.
  if (key.is === 'kept') await keepSecretKey(key.key, dataDir);
  return { manifest, forgotten: forgotten.count, forgottenFiles: forgotten.files, nextTip, owedMails };
}

/**
 * A tip that came after the backup is lost here, but its number stands in the newsroom's mail. Given once more, it would
 * name two tips, and their mails would have the same Message-ID, so that a mailbox shows only the first.
 */
async function leaveNumbersFree(trx: Write, engine: Database['engine'], after: number): Promise<number> {
  const last = Math.max(await highestNumber(trx, 'tips'), after) + NUMBERS_LEFT_FREE;
  await countOnFrom(trx, engine, 'tips', last);
  await countOnFrom(trx, engine, 'events', await highestNumber(trx, 'events'));
  return last + 1;
}

async function countOwedMails(trx: Write): Promise<number> {
  const { owed } = await trx
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('owed'))
    .where('state', '=', 'owed')
    .where('recipient', 'is not', null)
    .executeTakeFirstOrThrow();
  return owed;
}
