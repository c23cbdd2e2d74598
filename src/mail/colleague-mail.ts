import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import { removeKeptMails } from '../files/kept-mails.ts';
import type { Handler, Job } from '../jobs/job.ts';
import { loadCall } from '../tips/read/load-call.ts';
import { KEPT_AS_FILE } from '../tips/tip.ts';
import type { Mailer } from './letter.ts';
import { colleagueLetter } from './letters/colleague-letter.ts';

type MailContext = Pick<Context, 'settings' | 'database' | 'masters'>;

/** While a mail waited for its turn, there came to be less to tell, or other things. */
class ToldOtherwise extends Error {
  override name = 'ToldOtherwise';
}

/** The mail to whom a colleague has called to a tip: what it tells is what may be told when its turn comes. */
export const colleagueHandler = (context: MailContext, mailer: Mailer): Handler<'colleague mail'> => ({
  async run(job) {
    while (!(await send(context, mailer, job)));
  },
  probe: mailer.check,
  ...(mailer.kind === 'folder' && { doneAs: KEPT_AS_FILE }),
});

/** False where nothing was sent, and something else is to be told by now. */
async function send(context: MailContext, mailer: Mailer, job: Job<'colleague mail'>): Promise<boolean> {
  const { subject, position, recipient, claimedAt, signal } = job;
  const load = () => loadCall(context, subject, recipient);
  const call = await load();
  if (call === null) return true;
  const about = { event: subject.event, position, to: recipient, date: claimedAt };
  const onTurn = async () => {
    if (!isDeepStrictEqual(await load(), call)) throw new ToldOtherwise();
  };
  try {
    await mailer.send(colleagueLetter(call, about, context.settings), signal, onTurn);
  } catch (error) {
    if (error instanceof ToldOtherwise) return false;
    throw error;
  }
  // It may have been forgotten while its mail was being kept.
  if (mailer.kind === 'folder' && (await load()) === null)
    await removeKeptMails(context.settings.dataDir, call.tip);
  return true;
}
