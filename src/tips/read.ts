import type { Query } from '../db/database.ts';
import { notFound } from '../errors.ts';
import type { Viewer } from '../staff/viewer.ts';
import type { Desk } from './desk.ts';
import { noteEvents } from './events.ts';
import { loadFiles } from './files.ts';
import { loadTip } from './load.ts';
import { KEPT_AS_FILE, TIP_MAIL } from './receive.ts';
import { eventKind } from './rows.ts';
import type { Instant, KeptFile, MailFate, Note, Tip, TipEvent, TipFolder } from './tip.ts';

/**
 * All that the tip's page shows. That it was seen, and its contacts with it, stands in the history from now on.
 * @throws {Refusal} 404 when there is no such tip.
 */
export async function readTip(desk: Desk, viewer: Viewer, number: number): Promise<TipFolder> {
  const { query } = desk.database;
  const tip = await loadTip(query, number);
  if (tip === null) throw notFound();
  await desk.database.write(trx =>
    noteEvents(
      trx,
      number,
      showsContacts(tip) ? ['viewed', 'contact viewed'] : ['viewed'],
      viewer,
      desk.clock(),
    ),
  );
  return {
    tip,
    notes: await loadNotes(query, number),
    events: await loadEvents(query, number),
    mails: await loadMailFates(query, number),
  };
}

const showsContacts = (tip: Tip) => tip.kept && (tip.contacts.length > 0 || tip.name !== null);

/**
 * A file of the tip, by its id. That it was seen is noted apart (`noteFileViews`): seeking in a video asks many times for one view.
 * @throws {Refusal} 404 when the tip has no such file.
 */
export async function readTipFile(
  desk: Desk,
  _viewer: Viewer,
  number: number,
  fileId: string,
): Promise<KeptFile> {
  const file = (await loadFiles(desk.database.query, number)).find(({ id }) => id === fileId);
  if (file === undefined) throw notFound();
  return file;
}

/**
 * All files of a tip.
 * @throws {Refusal} 404 when there is no such tip, or it has no files.
 */
export async function readTipFiles(
  desk: Desk,
  _viewer: Viewer,
  number: number,
): Promise<{ receivedAt: Instant; files: KeptFile[] }> {
  const tip = await loadTip(desk.database.query, number);
  if (tip === null || !tip.kept || tip.files.length === 0) throw notFound();
  return { receivedAt: tip.receivedAt, files: tip.files };
}

async function loadNotes(query: Query, tip: number): Promise<Note[]> {
  return query
    .selectFrom('notes')
    .innerJoin('staff', 'staff.id', 'notes.staff_id')
    .select(['notes.id', 'notes.at', 'notes.body', 'staff.email as by'])
    .where('tip', '=', tip)
    .orderBy('notes.at')
    .execute();
}

async function loadEvents(query: Query, tip: number): Promise<TipEvent[]> {
  const rows = await query
    .selectFrom('events')
    .leftJoin('staff', 'staff.id', 'events.staff_id')
    .select(['events.kind', 'events.at', 'events.file', 'staff.email as by'])
    .where('tip', '=', tip)
    .orderBy('events.id')
    .execute();
  return rows.map(({ kind, ...event }) => ({ kind: eventKind.parse(kind), ...event }));
}

async function loadMailFates(query: Query, tip: number): Promise<MailFate[]> {
  const rows = await query
    .selectFrom('outbox')
    .selectAll()
    .where('subject', '=', String(tip))
    .where('kind', '=', TIP_MAIL)
    .orderBy('position')
    .execute();
  return rows.map(row => ({
    recipient: row.recipient ?? '',
    attempts: row.attempts,
    state: row.state,
    at: row.settled_at ?? row.created_at,
    keptAsFile: row.outcome === KEPT_AS_FILE,
    lastError: row.last_error,
  }));
}
