import type { Context } from '../context.ts';
import { drop } from '../jobs/enqueue.ts';
import type { Handler } from '../jobs/job.ts';
import { loadAnswer } from '../tips/talk/load-answer.ts';
import { KEPT_AS_FILE } from '../tips/tip.ts';
import { sendAsTold } from './as-told.ts';
import { removeKeptOfGone } from './kept-of-gone.ts';
import type { Mailer } from './letter.ts';
import { answerLetter } from './letters/answer-letter.ts';

type MailContext = Pick<Context, 'settings' | 'database' | 'masters' | 'clock'>;

/** The mail by which a reader is answered. To whom it goes the tip says when its turn comes, and once more when nothing is before it. */
export const answerMailHandler = (context: MailContext, mailer: Mailer): Handler<'answer mail'> => ({
  async run({ kind, subject: event, claimedAt, signal }) {
    const sent = await sendAsTold(mailer, {
      load: () => loadAnswer(context, event),
      compose: answer => answerLetter(answer, { event, date: claimedAt }, context.settings),
      signal,
    });
    // It does not go any more, and staff see that.
    if (sent === null)
      await context.database.write(trx => drop(trx, context.clock(), { kind, subject: event }));
    else if (mailer.kind === 'folder') await removeKeptOfGone(context, sent.tip);
  },
  probe: mailer.check,
  ...(mailer.kind === 'folder' && { doneAs: KEPT_AS_FILE }),
});
