import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import { removeKeptMails } from '../files/kept-mails.ts';
import type { Handler, Job } from '../jobs/job.ts';
import { loadReaderNews } from '../tips/talk/load-news.ts';
import { KEPT_AS_FILE } from '../tips/tip.ts';
import type { Mailer } from './letter.ts';
import { readerLetter } from './letters/reader-letter.ts';

type MailContext = Pick<Context, 'settings' | 'database' | 'masters'>;

/** While a mail waited for its turn, there came to be less to tell, or other things. */
class ToldOtherwise extends Error {
  override name = 'ToldOtherwise';
}

/** The mail by which the newsroom hears of a reader: what it tells is what may be told when its turn comes. */
export const readerHandler = (context: MailContext, mailer: Mailer): Handler<'reader mail'> => ({
  async run(job) {
    while (!(await send(context, mailer, job)));
  },
  probe: mailer.check,
  ...(mailer.kind === 'folder' && { doneAs: KEPT_AS_FILE }),
});

/** False where nothing was sent, and something else is to be told by now. */
async function send(context: MailContext, mailer: Mailer, job: Job<'reader mail'>): Promise<boolean> {
  const { subject: event, position, recipient, claimedAt, signal } = job;
  const load = () => loadReaderNews(context, event, recipient);
  const news = await load();
  if (news === null) return true;
  const onTurn = async () => {
    if (!isDeepStrictEqual(await load(), news)) throw new ToldOtherwise();
  };
  try {
    const about = { event, position, to: recipient, date: claimedAt };
    await mailer.send(readerLetter(news, about, context.settings), signal, onTurn);
  } catch (error) {
    if (error instanceof ToldOtherwise) return false;
    throw error;
  }
  // It may have been forgotten, or withdrawn, while its mail was being kept.
  if (mailer.kind === 'folder' && (await load()) === null)
    await removeKeptMails(context.settings.dataDir, news.tip);
  return true;
}
