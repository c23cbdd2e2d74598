import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { enqueue, enqueueMore, isUntried, recipientsOf, wakeJobs } from '../../jobs/enqueue.ts';
import type { Instant } from '../tip.ts';
import { findHearers } from './hearers.ts';

/** What a reader says within so many milliseconds is told by one mail. */
export const ONE_MAIL = 90_000;

/** `event`: the id of the tip's event that is told. */
type News = { number: number; event: number; at: Instant };

/**
 * Enqueues the mail by which the newsroom hears that a reader has written: whoever has the tip, unless they want none, else the inbox.
 * One that has not gone yet tells this too.
 */
export async function tellNewsroom(
  trx: Write,
  { settings }: Pick<Context, 'settings'>,
  { number, event, at }: News,
): Promise<void> {
  if (await isToldSoon(trx, { number, event, at })) return;
  const recipients = (await findHearers(trx, settings, number))?.addresses ?? [];
  await enqueue(trx, at, { kind: 'reader mail', subject: event, recipients, due: at + ONE_MAIL });
}

/** The same at once, of a reader who has withdrawn their tip. */
export async function tellWithdrawn(
  trx: Write,
  { settings }: Pick<Context, 'settings'>,
  { number, event, at }: News,
): Promise<void> {
  const recipients = (await findHearers(trx, settings, number))?.addresses ?? [];
  await enqueue(trx, at, { kind: 'reader mail', subject: event, recipients });
}

/** Held until the transaction ends, so that it does not go before this is there. */
async function isToldSoon(trx: Write, { number, event, at }: News): Promise<boolean> {
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

/**
 * Of a mail whose address is no longer one that hears of its tip, as where somebody else has it by now: those who do, and were owed none
 * of the same, are. Done twice, it changes nothing.
 */
export async function passOn(
  { database, settings, clock }: Pick<Context, 'database' | 'settings' | 'clock'>,
  event: number,
  recipient: string,
): Promise<void> {
  await database.write(async trx => {
    const tip = await trx
      .selectFrom('events')
      .innerJoin('tips', 'tips.number', 'events.tip')
      .select('tips.number')
      .where('events.id', '=', event)
      .where('tips.forgotten_at', 'is', null)
      .executeTakeFirst();
    const hearers = tip && (await findHearers(trx, settings, tip.number));
    if (!hearers || hearers.addresses.includes(recipient)) return;
    const owed = await recipientsOf(trx, { kind: 'reader mail', subject: event });
    const recipients = hearers.addresses.filter(address => !owed.includes(address));
    await enqueueMore(trx, clock(), { kind: 'reader mail', subject: event, recipients });
  });
  wakeJobs(database);
}
