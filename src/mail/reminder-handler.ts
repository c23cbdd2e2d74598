import type { Context } from '../context.ts';
import type { Handler } from '../jobs/job.ts';
import { type DueTips, loadDue } from '../tips/due/load-due.ts';
import { KEPT_AS_FILE } from '../tips/tip.ts';
import { sendAsTold } from './as-told.ts';
import type { Mailer } from './letter.ts';
import { reminderLetter } from './letters/reminder-letter.ts';

/** What somebody is to look at again: what it tells is what may be told when its turn comes. */
export const reminderHandler = (
  context: Pick<Context, 'settings' | 'database' | 'masters'>,
  mailer: Mailer,
): Handler<'reminder mail'> => ({
  async run({ subject, position, recipient, claimedAt, signal }) {
    const about = { subject, position, to: recipient, date: claimedAt };
    const load = async () => {
      const due = await loadDue(context, subject, recipient);
      return due !== null && mailer.kind === 'folder' ? withoutHeadlines(due) : due;
    };
    const compose = (told: DueTips) => reminderLetter(told, about, context.settings);
    await sendAsTold(mailer, { load, compose, signal });
  },
  probe: mailer.check,
  ...(mailer.kind === 'folder' && { doneAs: KEPT_AS_FILE }),
});

/** A mail that is kept as a file is removed with its tip, and this one is of several. */
const withoutHeadlines = ({ tips, ...due }: DueTips): DueTips => ({
  ...due,
  tips: tips.map(tip => ({ ...tip, headline: null })),
});
