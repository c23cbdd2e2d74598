import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { PLAIN_PAGES, writeFact } from '../../db/desk-facts.ts';
import { Refusal } from '../../errors.ts';
import { drop, enqueue } from '../../jobs/enqueue.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { NO_HEAD } from '../content.ts';
import { noteEvents } from '../history/events.ts';
import { loadFacts } from '../read/load-facts.ts';
import { noteTextChanged } from '../search-due.ts';
import { deleteTagsOf } from '../tags/unused-tags.ts';
import { changeTip, type TipChange } from '../work/change-tip.ts';
import { eraseFile, eraseTraces, SECOND_LOOK_AFTER } from './erasing.ts';
import { type GoneRow, goneKey, PROVED, writeProof } from './proof.ts';
import type { ForgettingRule } from './rules.ts';

/** Behind the files: what proves that nothing is owed comes last. */
const TRACES_AFTER = SECOND_LOOK_AFTER + 5_000;

/**
 * Text, contacts, files, notes and kept mails are gone from database and disk; the number, the history and a proof stay.
 * Mails that were sent are out of reach.
 * @throws {Refusal} as `authorizeFor`; when the tip is no longer as the viewer saw it, or is forgotten already; `held`.
 */
export async function forgetTip(
  context: Context,
  viewer: Viewer,
  { number, version }: TipChange,
): Promise<void> {
  const now = context.clock();
  const files = await context.database.write(async trx => {
    authorizeFor(viewer, 'forget', await loadFacts(trx, number));
    return writeForgotten(trx, viewer, { number, version }, now);
  });
  for (const id of files) await eraseFile(context, id);
  // What this leaves is done when it is due.
  await eraseTraces(context, number);
}

/**
 * What forgetting does in the database, with the jobs that it makes, so that a crash in the middle leaves them owed. Gives the
 * ids of the files that are to go. `by`: who of the staff, or the rule.
 * @throws {Refusal} when the tip has another version, or is forgotten already; `held`.
 */
export async function writeForgotten(
  trx: Write,
  by: Viewer | ForgettingRule,
  { number, version }: TipChange,
  now: number,
): Promise<string[]> {
  const wasPlain = await isPlain(trx, number);
  // Before anything is written: from here on the row is ours, and whoever would hold the tip waits and finds it forgotten.
  await changeTip(trx, { number, version }, { ...NO_HEAD, forgotten_at: now });
  // Behind the tip's row, as all who hold one and write this.
  if (wasPlain) await writeFact(trx, PLAIN_PAGES, String(now));
  // Whoever forgot it knew that nothing held it, whatever stands in the backup.
  if (by !== 'restored') await refuseHeld(trx, number);
  // The keys first: from here on nothing of it opens, whatever else is left where.
  const keys = await deleteKey(trx, number);
  const firstMessage = await firstMessageOf(trx, number);
  const { files, made } = await filesOf(trx, number);
  const rows = [...keys, ...(await deleteRows(trx, number, files))];
  await deleteTagsOf(trx, number);
  await trx.deleteFrom('announcements').where('tip', '=', number).execute();
  await noteTextChanged(trx, number);

  const viewer = typeof by === 'string' ? null : by;
  const who = { staffId: viewer?.staffId ?? null, rule: typeof by === 'string' ? by : null };
  const gone = [...files, ...made];
  await writeProof(trx, { tip: number, at: now, ...who }, rows, { firstMessage, files: gone });
  await noteEvents(trx, number, ['forgotten'], viewer, now);
  await settleJobs(trx, number, gone, now);
  return gone;
}

/** Some of its words stand in plain: they leave older pages of the database's files behind. One that is sealed meanwhile is noted then. */
async function isPlain(trx: Write, number: number): Promise<boolean> {
  const files = trx.selectFrom('files').select('id').where('tip', '=', number).where('wrapped', 'is', null);
  const plain = await trx
    .selectFrom('tips')
    .select('number')
    .where('number', '=', number)
    .where(({ eb, exists, or }) => or([eb('headline', 'is not', null), exists(files)]))
    .executeTakeFirst();
  return plain !== undefined;
}

async function refuseHeld(trx: Write, number: number) {
  const held = await trx.selectFrom('holds').select('tip').where('tip', '=', number).executeTakeFirst();
  if (held !== undefined) throw new Refusal({ code: 'held' });
}

async function deleteKey(trx: Write, tip: number): Promise<GoneRow[]> {
  const keys = await trx.deleteFrom('tip_keys').where('tip', '=', tip).returning('salt').execute();
  return keys.map(({ salt }) => goneKey(salt));
}

/** The id of the message that it came with; null once it is forgotten. */
export async function firstMessageOf(trx: Write, number: number): Promise<string | null> {
  const first = trx.selectFrom('messages').select('id').where('tip', '=', number).orderBy('at').orderBy('id');
  return (await first.limit(1).executeTakeFirst())?.id ?? null;
}

/** The ids of its files, and of all that rows name beside: where they stand by now, and what was made of them. */
async function filesOf(trx: Write, tip: number): Promise<{ files: string[]; made: string[] }> {
  const rows = await trx.selectFrom('files').select(['id', 'stored']).where('tip', '=', tip).execute();
  const files = rows.map(file => file.id);
  if (files.length === 0) return { files, made: [] };
  const made = await trx
    .selectFrom('inspections')
    .select(['thumbnail', 'copy'])
    .where('file', 'in', files)
    .execute();
  const beside = [...rows.map(({ stored }) => stored), ...made.flatMap(row => [row.thumbnail, row.copy])];
  return { files, made: beside.filter(id => id !== null) };
}

/** All that hangs on the tip and its files, and what it was, for the proof. */
async function deleteRows(trx: Write, tip: number, files: readonly string[]): Promise<GoneRow[]> {
  const gone: GoneRow[] = [];
  for (const { table, by, key } of PROVED) {
    if (by === 'file' && files.length === 0) continue;
    const rows = await trx
      .deleteFrom(table)
      .where(sql.ref(by), 'in', by === 'tip' ? [tip] : files)
      .returning(sql<string>`cast(${sql.ref(key)} as text)`.as('id'))
      .execute();
    gone.push(...rows.map(({ id }) => ({ table, id })));
  }
  return gone;
}

/** Nothing is sent or looked at any more; what is left on disk is to go. */
async function settleJobs(trx: Write, number: number, files: readonly string[], now: number) {
  await drop(trx, now, { kind: 'tip mail', subject: number });
  for (const id of files) {
    for (const kind of ['inspect file', 'scan file'] as const) await drop(trx, now, { kind, subject: id });
    await enqueue(trx, now, { kind: 'erase file', subject: id, due: now + SECOND_LOOK_AFTER });
  }
  await enqueue(trx, now, { kind: 'erase traces', subject: number, due: now + TRACES_AFTER });
}
