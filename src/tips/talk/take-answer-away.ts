import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { noteEvent } from '../history/events.ts';
import { holdTalk } from './hold-talk.ts';

/** Which answer of which tip. */
type ReadAnswer = { number: number; message: string };

/**
 * From now on a reader's page does not show an answer that they have read, as to whoever else uses their device. Staff still have it, and
 * it has no other version by that: nobody who is at work on the tip is held up. Pressed again, it changes nothing.
 * @throws {Refusal} as `holdTalk`; `answer-not-there` where it is none of this tip, or they have not read it.
 */
export async function takeAnswerAway(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  { number, message }: ReadAnswer,
): Promise<void> {
  await database.write(async trx => {
    const at = clock();
    await holdTalk(trx, number);
    const answer = await findRead(trx, { number, message });
    if (answer === undefined) throw new Refusal({ code: 'answer-not-there' });
    if (answer.taken_away_at !== null) return;
    await trx.updateTable('messages').set({ taken_away_at: at }).where('id', '=', message).execute();
    await noteEvent(trx, { tip: number, kind: 'answer taken away', by: null, at, subject: message });
  });
}

/** Of a tip that is held. */
const findRead = (trx: Write, { number, message }: ReadAnswer) =>
  trx
    .selectFrom('messages')
    .select('taken_away_at')
    .where('id', '=', message)
    .where('tip', '=', number)
    .where('direction', '=', 'out')
    .where('shown_at', 'is not', null)
    .where('read_at', 'is not', null)
    .executeTakeFirst();
