import type { Write } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { INSPECT_FILE, SCAN_FILE } from '../inspection/inspection.ts';
import { allMadeIds } from '../inspection/made-ids.ts';
import { dropOwed, owe } from '../outbox/owe.ts';
import type { Viewer } from '../staff/viewer.ts';
import type { Desk } from './desk.ts';
import { noteEvents } from './events.ts';
import { TIP_MAIL } from './receive.ts';
import type { TipChange } from './state.ts';

/** The debts that forgetting makes, so that a crash in the middle leaves them owed. */
export const ERASE_FILE = 'erase file';
export const ERASE_TRACES = 'erase traces';

/** After every lease of a mail that was in hand has ended. */
const SECOND_LOOK_AFTER = 70_000;

/**
 * Text, contacts, files, notes and kept mails are gone from database and disk; the number and the history stay.
 * Mails that were sent are out of reach.
 * @throws {Refusal} 409 when the tip is no longer as the viewer saw it, or is forgotten already.
 */
export async function forgetTip(desk: Desk, viewer: Viewer, { number, version }: TipChange): Promise<void> {
  const now = desk.clock();
  const files = await desk.database.write(trx => writeForgotten(trx, viewer, { number, version }, now));
  for (const id of files) await eraseFile(desk, id);
  // What this leaves is done when it is due.
  await eraseTraces(desk, number);
}

/**
 * What forgetting does in the database, with what is owed after it. Gives the ids of the files that are to go.
 * `by` is null where no one of the staff did it. @throws {Refusal} as `forgetTip`.
 */
export async function writeForgotten(
  trx: Write,
  by: Viewer | null,
  { number, version }: TipChange,
  now: number,
): Promise<string[]> {
  await emptyTip(trx, { number, version }, now);
  const gone = await deleteFiles(trx, number);
  for (const table of ['messages', 'contacts', 'notes'] as const)
    await trx.deleteFrom(table).where('tip', '=', number).execute();
  await noteEvents(trx, number, ['forgotten'], by, now);
  await dropOwed(trx, now, TIP_MAIL, String(number));
  const due = now + SECOND_LOOK_AFTER;
  for (const id of gone) {
    for (const kind of [INSPECT_FILE, SCAN_FILE]) await dropOwed(trx, now, kind, id);
    await owe(trx, now, { kind: ERASE_FILE, subject: id, recipients: [null], due });
  }
  await owe(trx, now, { kind: ERASE_TRACES, subject: String(number), recipients: [null], due });
  return gone;
}

/** A file, and all that may ever have been made of it: of that, a crash leaves what no row names. */
export const eraseFile = ({ files }: Pick<Desk, 'files'>, id: string): Promise<void> =>
  files.remove([id, ...allMadeIds(id)]);

/** Gives the ids of the files and of what rows name as made of them, under ids that may be older than `allMadeIds`. */
async function deleteFiles(trx: Write, tip: number): Promise<string[]> {
  const files = await trx.selectFrom('files').select('id').where('tip', '=', tip).execute();
  const ids = files.map(file => file.id);
  if (ids.length === 0) return [];
  const made = await trx
    .deleteFrom('inspections')
    .where('file', 'in', ids)
    .returning(['thumbnail', 'copy'])
    .execute();
  await trx.deleteFrom('scans').where('file', 'in', ids).execute();
  await trx.deleteFrom('files').where('tip', '=', tip).execute();
  return [...ids, ...made.flatMap(row => [row.thumbnail, row.copy]).filter(id => id !== null)];
}

/** What may be left of a forgotten tip's words outside its rows. False: not all of it could go yet. */
export async function eraseTraces(
  desk: Pick<Desk, 'database' | 'recallMails'>,
  number: number,
): Promise<boolean> {
  await desk.recallMails(number);
  return desk.database.scrub();
}

async function emptyTip(trx: Write, { number, version }: TipChange, now: number) {
  const content = {
    headline: null,
    title: null,
    place: null,
    happened_typed: null,
    happened_at: null,
    article: null,
    name: null,
  };
  const emptied = await trx
    .updateTable('tips')
    .set({ ...content, forgotten_at: now, version: version + 1 })
    .where('number', '=', number)
    .where('version', '=', version)
    .where('forgotten_at', 'is', null)
    .returning('number')
    .executeTakeFirst();
  if (emptied === undefined) throw new Refusal(409, words => words.errors.stale);
}
