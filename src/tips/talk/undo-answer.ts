import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { drop, enqueue, wakeJobs } from '../../jobs/enqueue.ts';
import type { Viewer } from '../../staff/access.ts';
import { readContent } from '../content.ts';
import { SECOND_LOOK_AFTER } from '../end/erasing.ts';
import { noteEvent } from '../history/events.ts';
import { noteTextChanged } from '../search-due.ts';
import type { Instant, Opened } from '../tip.ts';
import { holdTip } from '../work/hold-tip.ts';
import { type Typed, writeDraft } from '../work/notes/drafts.ts';
import { changeHeld } from './hold-talk.ts';
import { lastAnswerAt } from './moments.ts';

/** Which answer of which tip. `asDraft`: what it said, and what is typed beside it, as a draft; kept with the undoing, or a crash would lose it. */
type GivenAnswer = { number: number; message: string; asDraft?: (body: string) => Typed };

/**
 * Takes back an answer that its reader has not been shown, as if it had not been written. Gives what it said, so that it can be written
 * anew; its files are gone.
 * @throws {Refusal} as `authorizeFor`; `answer-gone` where its reader has it, or it was undone before.
 */
export async function undoAnswer(
  { database, masters, clock }: Pick<Context, 'database' | 'masters' | 'clock'>,
  viewer: Viewer,
  { number, message, asDraft }: GivenAnswer,
): Promise<{ body: Opened }> {
  const undone = await database.write(async trx => {
    const at = clock();
    await holdTip(trx, viewer, 'answer', number);
    const row = await findUnshown(trx, { number, message });
    if (row === undefined) throw new Refusal({ code: 'answer-gone' });
    await deleteFiles(trx, message, at);
    await trx.deleteFrom('messages').where('id', '=', message).execute();
    await drop(trx, at, { kind: 'show answer', subject: message });
    await changeHeld(trx, number, { staff_at: await lastAnswerAt(trx, masters, number) });
    await noteTextChanged(trx, number);
    await noteEvent(trx, { tip: number, kind: 'answer undone', by: viewer, at, subject: message });
    const body = readContent(masters, 'messages', { tip: number, row: message }, row)?.body ?? null;
    if (asDraft !== undefined) await writeDraft(trx, { masters, clock }, viewer, asDraft(body ?? ''));
    return { body };
  });
  wakeJobs(database);
  return undone;
}

/** The rows first; the bytes, and what is being made of them right now, by a job that survives a crash. */
async function deleteFiles(trx: Write, message: string, at: Instant): Promise<void> {
  const rows = await trx.selectFrom('files').select('id').where('message', '=', message).execute();
  if (rows.length === 0) return;
  const files = rows.map(({ id }) => id);
  for (const table of ['inspections', 'scans'] as const)
    await trx.deleteFrom(table).where('file', 'in', files).execute();
  await trx.deleteFrom('files').where('id', 'in', files).execute();
  for (const subject of files) {
    for (const kind of ['inspect file', 'scan file'] as const) await drop(trx, at, { kind, subject });
    await enqueue(trx, at, { kind: 'erase file', subject, due: at + SECOND_LOOK_AFTER });
  }
}

/** Of a tip that is held: whoever shows it holds the tip too. */
const findUnshown = (trx: Write, { number, message }: GivenAnswer) =>
  trx
    .selectFrom('messages')
    .leftJoin('tip_keys', 'tip_keys.tip', 'messages.tip')
    .select(['body', 'call', 'sealed', 'master', 'salt'])
    .where('messages.id', '=', message)
    .where('messages.tip', '=', number)
    .where('direction', '=', 'out')
    .where('shown_at', 'is', null)
    .executeTakeFirst();
