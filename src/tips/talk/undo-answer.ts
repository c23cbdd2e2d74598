import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { drop } from '../../jobs/enqueue.ts';
import type { Viewer } from '../../staff/access.ts';
import { readContent } from '../content.ts';
import { noteEvent } from '../history/events.ts';
import { noteTextChanged } from '../search-due.ts';
import type { Opened } from '../tip.ts';
import { holdTip } from '../work/hold-tip.ts';
import { type Typed, writeDraft } from '../work/notes/drafts.ts';
import { changeHeld } from './hold-talk.ts';
import { lastAnswerAt } from './moments.ts';

/** Which answer of which tip. `asDraft`: what it said, and what is typed beside it, as a draft; kept with the undoing, or a crash would lose it. */
type GivenAnswer = { number: number; message: string; asDraft?: (body: string) => Typed };

/**
 * Takes back an answer that its reader has not been shown, as if it had not been written. Gives what it said, so that it can be written
 * anew.
 * @throws {Refusal} as `authorizeFor`; `answer-gone` where its reader has it, or it was undone before.
 */
export async function undoAnswer(
  { database, masters, clock }: Pick<Context, 'database' | 'masters' | 'clock'>,
  viewer: Viewer,
  { number, message, asDraft }: GivenAnswer,
): Promise<{ body: Opened }> {
  return database.write(async trx => {
    const at = clock();
    await holdTip(trx, viewer, 'answer', number);
    const row = await findUnshown(trx, { number, message });
    if (row === undefined) throw new Refusal({ code: 'answer-gone' });
    await trx.deleteFrom('messages').where('id', '=', message).execute();
    await drop(trx, at, { kind: 'show answer', subject: message });
    await changeHeld(trx, number, { staff_at: await lastAnswerAt(trx, masters, number) });
    await noteTextChanged(trx, number);
    await noteEvent(trx, { tip: number, kind: 'answer undone', by: viewer, at, subject: message });
    const body = readContent(masters, 'messages', { tip: number, row: message }, row)?.body ?? null;
    if (asDraft !== undefined) await writeDraft(trx, { masters, clock }, viewer, asDraft(body ?? ''));
    return { body };
  });
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
