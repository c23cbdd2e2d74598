import type { Config } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import { readContent, readHead } from '../../src/tips/content.ts';
import { tipRecords } from '../../src/tips/rows.ts';
import { mastersOf } from './sealed-files.ts';

// What is kept of tips, as it was written, in the order of their numbers. What does not open is undefined.

type Desk = { config: Pick<Config, 'secretKey' | 'dataDir'>; database: Database };

export async function headsOf({ config, database }: Desk) {
  const masters = await mastersOf(config, database);
  const rows = await tipRecords(database.query).orderBy('number').execute();
  return rows.map(row => readHead(masters, row) ?? undefined);
}

export async function messagesOf({ config, database }: Desk) {
  const masters = await mastersOf(config, database);
  const rows = await database.query
    .selectFrom('messages')
    .leftJoin('tip_keys', 'tip_keys.tip', 'messages.tip')
    .select(['messages.tip', 'id', 'body', 'call', 'sealed', 'master', 'salt'])
    .orderBy('messages.tip')
    .orderBy('at')
    .execute();
  return rows.map(row => readContent(masters, 'messages', { tip: row.tip, row: row.id }, row)?.body);
}

/** With who wrote it. */
export async function notesOf({ config, database }: Desk) {
  const masters = await mastersOf(config, database);
  const rows = await database.query
    .selectFrom('notes')
    .innerJoin('staff', 'staff.id', 'notes.staff_id')
    .leftJoin('tip_keys', 'tip_keys.tip', 'notes.tip')
    .select(['notes.tip', 'notes.id', 'body', 'sealed', 'master', 'salt', 'email'])
    .orderBy('notes.tip')
    .orderBy('at')
    .execute();
  return rows.map(row => ({
    body: readContent(masters, 'notes', { tip: row.tip, row: row.id }, row)?.body,
    email: row.email,
  }));
}

/** What became of those that were closed. */
export async function publicationsOf({ config, database }: Desk) {
  const masters = await mastersOf(config, database);
  const rows = await database.query
    .selectFrom('closures')
    .leftJoin('tip_keys', 'tip_keys.tip', 'closures.tip')
    .select(['closures.tip', 'article', 'sealed', 'master', 'salt'])
    .orderBy('closures.tip')
    .execute();
  return rows.map(row => readContent(masters, 'closures', { tip: row.tip, row: row.tip }, row)?.article);
}
