import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { enqueue, isUntried } from '../../jobs/enqueue.ts';
import { loadWantedMails } from '../../staff/accounts/wanted-mails.ts';
import type { Instant } from '../tip.ts';
import { findTopicOf, inboxOf } from '../topics/topic.ts';

/** What a reader says within so many milliseconds is told by one mail. */
export const ONE_MAIL = 90_000;

/** `event`: the id of the tip's event that is told. */
type News = { number: number; held: { assignee: string | null }; event: number; at: Instant };

/**
 * Enqueues the mail by which the newsroom hears that a reader has written: whoever has the tip, unless they want none, else the inbox.
 * One that has not gone yet tells this too.
 */
export async function tellNewsroom(
  trx: Write,
  { settings }: Pick<Context, 'settings'>,
  { number, held, event, at }: News,
): Promise<void> {
  if (await isToldSoon(trx, { number, event, at })) return;
  const recipients = await recipientsOf(trx, settings, { number, ...held });
  await enqueue(trx, at, { kind: 'reader mail', subject: event, recipients, due: at + ONE_MAIL });
}

/** The same at once, of a reader who has withdrawn their tip. */
export async function tellWithdrawn(
  trx: Write,
  { settings }: Pick<Context, 'settings'>,
  { number, held, event, at }: News,
): Promise<void> {
  const recipients = await recipientsOf(trx, settings, { number, ...held });
  await enqueue(trx, at, { kind: 'reader mail', subject: event, recipients });
}

/** Held until the transaction ends, so that it does not go before this is there. */
async function isToldSoon(trx: Write, { number, event, at }: Omit<News, 'held'>): Promise<boolean> {
  const before = await trx
    .selectFrom('events')
    .select('id')
    .where('tip', '=', number)
    .where('kind', '=', 'reader wrote')
    .where('at', '>', at - ONE_MAIL)
    .where('id', '<>', event)
    .execute();
  for (const { id } of before) if (await isUntried(trx, { kind: 'reader mail', subject: id })) return true;
  return false;
}

async function recipientsOf(
  trx: Write,
  { newsroom }: Context['settings'],
  { number, assignee }: { number: number; assignee: string | null },
): Promise<readonly string[]> {
  if (assignee === null) {
    const topic = await findTopicOf(trx, number);
    return topic === null ? newsroom.inbox : inboxOf(topic, newsroom.inbox);
  }
  const account = trx.selectFrom('staff').select('email').where('id', '=', assignee);
  const { email } = await account.executeTakeFirstOrThrow();
  return (await loadWantedMails(trx, assignee)).reader ? [email] : [];
}
