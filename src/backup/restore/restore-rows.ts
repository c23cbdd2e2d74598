import { deriveSecretKeys } from '../../crypto/keys.ts';
import { keepSecretKey } from '../../crypto/secret-key.ts';
import { tablesIn } from '../../db/catalog.ts';
import type { Database, Write } from '../../db/database.ts';
import { dropFact, PUBLIC_URL } from '../../db/desk-facts.ts';
import { countOnFrom, highestNumber } from '../../db/identity-columns.ts';
import { migrate } from '../../db/open.ts';
import { putMasters } from '../../db/seal-keys.ts';
import { isBelow, readLeastVersion } from '../../db/versions/least-version.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { firstMessageOf, writeForgotten } from '../../tips/end/forget.ts';
import type { Manifest } from '../archive/format.ts';
import { type Archive, madeByLater } from '../archive/read-archive.ts';
import type { RestoredKey } from '../desk-key.ts';
import { isOf, type Proof } from '../proofs.ts';
import { insertRows } from '../rows/insert-rows.ts';
import { refuseUnlessWithoutTables } from './empty-place.ts';

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
  options: { forget?: readonly number[]; proofs?: readonly Proof[]; after?: number; now?: number };
  key: RestoredKey;
  dataDir: string;
};

/** So many numbers are left free for tips that came after the backup. */
const NUMBERS_LEFT_FREE = 1_000;

/**
 * All in the one transaction: the tables as they were at the backup, its rows, and what has changed since in the tables.
 * Here, unlike elsewhere, others than the transaction's own queries are awaited: nobody else is at work on the database.
 */
export async function restoreRows(
  trx: Write,
  engine: Database['engine'],
  archive: Archive,
  { options, key, dataDir }: Means,
): Promise<RestoredRows> {
  // A desk that was started meanwhile by mistake has made its own.
  await refuseUnlessWithoutTables(trx);
  await migrate({ engine, query: trx }, archive.about.migration);
  const tables = await tablesIn(trx);
  await archive.rows((table, rows) => insertRows(trx, { engine, tables }, table, rows));
  const manifest = await archive.end();
  if (isBelow(await readLeastVersion(trx))) throw madeByLater();
  await migrate({ engine, query: trx });
  if (archive.masters !== null && key.is !== 'missing')
    await putMasters(trx, archive.masters, deriveSecretKeys(key.key), options.now ?? Date.now());
  // Links would lead to the desk that was backed up.
  await dropFact(trx, PUBLIC_URL);

  const nextTip = await leaveNumbersFree(trx, engine, options.after ?? 0);
  const proved = await provedIn(trx, options.proofs ?? []);
  const toForget = [...manifest.forgotten, ...(options.forget ?? []), ...proved];
  const forgotten = await forgetTips(trx, toForget, options.now ?? Date.now());
  await noteDeskEvent(trx, { kind: 'restored', by: null, at: options.now ?? Date.now() });
  const owedMails = await countOwedMails(trx);
  // The desk would make another one if it were started without.
  if (key.is === 'kept' || key.is === 'made') await keepSecretKey(key.key, dataDir);
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

/** Forgets these tips, as far as they are there and still kept. Gives their count, and the ids of the files that are to go. */
async function forgetTips(
  trx: Write,
  numbers: Iterable<number>,
  now: number,
): Promise<{ count: number; files: string[] }> {
  const files: string[] = [];
  let count = 0;
  for (const number of new Set(numbers)) {
    const kept = trx.selectFrom('tips').select(['number', 'version']).where('number', '=', number);
    const tip = await kept.where('forgotten_at', 'is', null).executeTakeFirst();
    if (tip === undefined) continue;
    files.push(...(await writeForgotten(trx, 'restored', tip, now)));
    count += 1;
  }
  return { count, files };
}

/** The numbers of those proofs that are of a tip of this desk. */
async function provedIn(trx: Write, proofs: readonly Proof[]): Promise<number[]> {
  const found: number[] = [];
  for (const proof of proofs)
    if (isOf(proof, await firstMessageOf(trx, proof.number))) found.push(proof.number);
  return found;
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
