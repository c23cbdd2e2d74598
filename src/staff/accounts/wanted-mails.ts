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

/** One's own; what is not said stays as it is. */
export async function changeWantedMails(
  { database }: Pick<Context, 'database'>,
  { staffId }: Viewer,
  wanted: Partial<WantedMails>,
): Promise<void> {
  const said = MAIL_WISHES.flatMap(wish => {
    const isWanted = wanted[wish];
    return isWanted === undefined ? [] : [[`mails_${wish}`, isWanted ? 1 : 0] as const];
  });
  if (said.length === 0) return;
  await database.write(trx =>
    trx.updateTable('staff').set(Object.fromEntries(said)).where('id', '=', staffId).execute(),
  );
}
