import { randomId } from '../../crypto/ids.ts';
import type { Query, Write } from '../../db/database.ts';
import { tidyEmail } from '../../email.ts';

/** The e-mails of those in a topic's team. */
export async function loadTeam(query: Query | Write, topic: string): Promise<string[]> {
  const members = await query
    .selectFrom('topic_members')
    .innerJoin('staff', 'staff.id', 'topic_members.staff_id')
    .select('email')
    .where('topic', '=', topic)
    .where('ended_at', 'is', null)
    .orderBy('email')
    .execute();
  return members.map(({ email }) => email);
}

export async function replaceTeam(trx: Write, topic: string, team: readonly string[]): Promise<void> {
  await trx.deleteFrom('topic_members').where('topic', '=', topic).execute();
  const members = await accountsOf(trx, team);
  if (members.length === 0) return;
  await trx
    .insertInto('topic_members')
    .values(members.map(({ id }) => ({ id: randomId(), topic, staff_id: id })))
    .execute();
}

/** Of those whose account has not ended. */
export const accountsOf = async (query: Query | Write, emails: readonly string[]) =>
  emails.length === 0
    ? []
    : query
        .selectFrom('staff')
        .select(['id', 'email'])
        .where('email', 'in', emails.map(tidyEmail))
        .where('ended_at', 'is', null)
        .execute();
