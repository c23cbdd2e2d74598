import type { Context } from '../../context.ts';
import type { Query, Write } from '../../db/database.ts';
import type { Viewer } from '../access.ts';

/** Of what somebody may want mails. What is forwarded to them is one in any case. */
export const MAIL_WISHES = ['assigned', 'mentioned', 'reminders', 'reader'] as const;
export type MailWish = (typeof MAIL_WISHES)[number];
export type WantedMails = Readonly<Record<MailWish, boolean>>;

export async function loadWantedMails(query: Query | Write, staffId: string): Promise<WantedMails> {
  const row = await query
    .selectFrom('staff')
    .select(['mails_assigned', 'mails_mentioned', 'mails_reminders', 'mails_reader'])
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow();
  return {
    assigned: row.mails_assigned === 1,
    mentioned: row.mails_mentioned === 1,
    reminders: row.mails_reminders === 1,
    reader: row.mails_reader === 1,
  };
}

/** One's own. */
export async function changeWantedMails(
  { database }: Pick<Context, 'database'>,
  { staffId }: Viewer,
  wanted: WantedMails,
): Promise<void> {
  await database.write(trx =>
    trx
      .updateTable('staff')
      .set({
        mails_assigned: wanted.assigned ? 1 : 0,
        mails_mentioned: wanted.mentioned ? 1 : 0,
        mails_reminders: wanted.reminders ? 1 : 0,
        mails_reader: wanted.reader ? 1 : 0,
      })
      .where('id', '=', staffId)
      .execute(),
  );
}
