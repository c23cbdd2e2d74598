import type { Context } from '../context.ts';
import type { HandlersOf, Job } from '../jobs/job.ts';
import { readNotice } from '../tips/end/notices.ts';
import { KEPT_AS_FILE } from '../tips/tip.ts';
import { readAssigned } from '../tips/work/many/read-assigned.ts';
import { readDaily } from './daily/daily-mail.ts';
import { sendInvitationMail } from './invitation-mail.ts';
import type { Letter, Mailer } from './letter.ts';
import { assignedLetter } from './letters/assigned-letter.ts';
import { dailyLetter } from './letters/daily-letter.ts';
import { retentionLetter } from './letters/retention-letter.ts';
import { testLetter } from './letters/test-letter.ts';

export type NoticeKind =
  | 'test mail'
  | 'invitation mail'
  | 'retention notice'
  | 'daily mail'
  | 'assigned tips mail';

type About = { subject: string; position: number; to: string; date: number };

/** What is done with the mails in which the desk itself has something to tell. Where nothing is to be told any more, none goes. */
export function noticeHandlers(
  context: Pick<Context, 'settings' | 'database' | 'keys' | 'clock'>,
  mailer: Mailer,
): HandlersOf<NoticeKind> {
  const { settings, database } = context;
  const sending = (compose: (about: About) => Promise<Letter | null>) => ({
    async run({ subject, position, recipient, claimedAt, signal }: Job<NoticeKind>) {
      const letter = await compose({ subject, position, to: recipient, date: claimedAt });
      if (letter !== null) await mailer.send(letter, signal);
    },
    probe: mailer.check,
  });
  const asFile = mailer.kind === 'folder' && { doneAs: KEPT_AS_FILE };
  return {
    'test mail': sending(async about => testLetter(about, settings)),
    'invitation mail': {
      run: job => sendInvitationMail(context, mailer, job),
      probe: mailer.check,
    },
    'retention notice': {
      ...sending(async about => {
        const notice = await readNotice(context, about.subject);
        return notice && retentionLetter(notice, about, settings);
      }),
      ...asFile,
    },
    'assigned tips mail': {
      ...sending(async about => {
        const assigned = await readAssigned(database.query, about.subject, about.to);
        return assigned && assignedLetter(assigned, about, settings);
      }),
      ...asFile,
    },
    'daily mail': {
      ...sending(async about => {
        const daily = await readDaily(database.query, about.subject);
        return daily && dailyLetter(daily, about, settings);
      }),
      ...asFile,
    },
  };
}
