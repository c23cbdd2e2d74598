import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { enqueue, wakeJobs } from '../../jobs/enqueue.ts';
import type { HandlersOf } from '../../jobs/job.ts';

type ShowingContext = Pick<Context, 'database' | 'clock'>;

/**
 * From now on a reader sees the answer, and nobody undoes it; its mail is owed with that, so that a crash leaves both or neither. One whose
 * reader has said something since has not seen that, and stays held back.
 */
export const answerHandler = ({ database, clock }: ShowingContext): HandlersOf<'show answer'> => ({
  'show answer': {
    async run({ subject: message }) {
      await database.write(trx => showAnswer(trx, message, clock()));
      wakeJobs(database);
    },
  },
});

/** `message`: its id. Done twice, it changes nothing. */
export async function showAnswer(trx: Write, message: string, now: number): Promise<void> {
  const tip = await holdTipOf(trx, message);
  if (tip === undefined) return;
  const shown = await trx
    .updateTable('messages')
    .set({ shown_at: now })
    .where('id', '=', message)
    .where('shown_at', 'is', null)
    .where('at', '>', tip.reader_at ?? tip.received_at)
    .returning('way')
    .executeTakeFirst();
  if (shown?.way !== 'email') return;
  const { id: event } = await trx
    .selectFrom('events')
    .select('id')
    .where('tip', '=', tip.number)
    .where('kind', '=', 'answered')
    .where('subject', '=', message)
    .executeTakeFirstOrThrow();
  await enqueue(trx, now, { kind: 'answer mail', subject: event });
}

/** Undefined where it was undone, its tip is forgotten, or the talk is over. */
const holdTipOf = (trx: Write, message: string) =>
  trx
    .updateTable('tips')
    .set(({ ref }) => ({ version: ref('version') }))
    .where('number', '=', row => row.selectFrom('messages').select('tip').where('id', '=', message))
    .where('forgotten_at', 'is', null)
    .where('talk_ended', 'is', null)
    .returning(['number', 'reader_at', 'received_at'])
    .executeTakeFirst();
