import type { Context } from '../context.ts';
import type { Handler } from '../jobs/job.ts';
import { loadReaderNews } from '../tips/talk/load-news.ts';
import { passOn } from '../tips/talk/tell-newsroom.ts';
import { KEPT_AS_FILE } from '../tips/tip.ts';
import { sendAsTold } from './as-told.ts';
import { removeKeptOfGone } from './kept-of-gone.ts';
import type { Mailer } from './letter.ts';
import { readerLetter } from './letters/reader-letter.ts';

type MailContext = Pick<Context, 'settings' | 'database' | 'masters' | 'clock'>;

/** The mail by which the newsroom hears of a reader: what it tells is what may be told when its turn comes. */
export const readerHandler = (context: MailContext, mailer: Mailer): Handler<'reader mail'> => ({
  async run({ subject: event, position, recipient, claimedAt, signal }) {
    const about = { event, position, to: recipient, date: claimedAt };
    const load = () => loadReaderNews(context, event, recipient);
    const news = await sendAsTold(mailer, {
      load,
      compose: told => readerLetter(told, about, context.settings),
      signal,
    });
    if (news === null) return passOn(context, event, recipient);
    if (mailer.kind === 'folder') await removeKeptOfGone(context, news.tip);
  },
  probe: mailer.check,
  ...(mailer.kind === 'folder' && { doneAs: KEPT_AS_FILE }),
});
