import type { Context } from '../context.ts';
import type { Handler } from '../jobs/job.ts';
import { loadCall } from '../tips/read/load-call.ts';
import { KEPT_AS_FILE } from '../tips/tip.ts';
import { sendAsTold } from './as-told.ts';
import { removeKeptOfGone } from './kept-of-gone.ts';
import type { Mailer } from './letter.ts';
import { colleagueLetter } from './letters/colleague-letter.ts';

type MailContext = Pick<Context, 'settings' | 'database' | 'masters'>;

/** The mail to whom a colleague has called to a tip: what it tells is what may be told when its turn comes. */
export const colleagueHandler = (context: MailContext, mailer: Mailer): Handler<'colleague mail'> => ({
  async run({ subject, position, recipient, claimedAt, signal }) {
    const about = { event: subject.event, position, to: recipient, date: claimedAt };
    const load = () => loadCall(context, subject, recipient);
    const call = await sendAsTold(mailer, {
      load,
      compose: told => colleagueLetter(told, about, context.settings),
      signal,
    });
    if (call !== null && mailer.kind === 'folder') await removeKeptOfGone(context, call.tip);
  },
  probe: mailer.check,
  ...(mailer.kind === 'folder' && { doneAs: KEPT_AS_FILE }),
});
