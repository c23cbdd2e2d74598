import type { Query } from '../db/database.ts';
import { loadFiles } from './files.ts';
import { readAge, readRecord, replyWay, type TipRecord, tipRecords } from './rows.ts';
import type { Contact, Tip } from './tip.ts';

/** A tip with all that belongs to it; null when there is none with this number. Nobody's view is noted. */
export async function loadTip(query: Query, number: number): Promise<Tip | null> {
  const row = await tipRecords(query).where('number', '=', number).executeTakeFirst();
  if (row === undefined) return null;
  if (row.forgotten_at !== null) return { ...readRecord(row), kept: false, forgottenAt: row.forgotten_at };
  return {
    ...readRecord(row),
    kept: true,
    headline: row.headline ?? '',
    title: row.title,
    message: await loadMessage(query, number),
    place: row.place,
    happened: happenedOf(row),
    article: row.article,
    name: row.name,
    contacts: await loadContacts(query, number),
    consentContact: row.consent_contact === 1,
    consentMedia: row.consent_media === 1,
    age14: readAge(row),
    files: await loadFiles(query, number),
  };
}

function happenedOf(row: TipRecord) {
  return row.happened_typed === null ? null : { typed: row.happened_typed, at: row.happened_at };
}

async function loadMessage(query: Query, tip: number): Promise<string> {
  const first = await query
    .selectFrom('messages')
    .select('body')
    .where('tip', '=', tip)
    .where('direction', '=', 'in')
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  return first?.body ?? '';
}

async function loadContacts(query: Query, tip: number): Promise<Contact[]> {
  const rows = await query.selectFrom('contacts').selectAll().where('tip', '=', tip).execute();
  return rows
    .map(row => ({
      way: replyWay.parse(row.way),
      typed: row.typed,
      parsed: row.parsed,
      mayReply: row.may_reply === 1,
    }))
    .sort((a, b) => replyWay.options.indexOf(a.way) - replyWay.options.indexOf(b.way));
}
