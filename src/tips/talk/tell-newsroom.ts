import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import {
  dropFor,
  enqueue,
  enqueueMore,
  expedite,
  isUntried,
  recipientsOf,
  wakeJobs,
} from '../../jobs/enqueue.ts';
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
  const lately = await latelyOf(trx, { number, event, at }, 'reader wrote');
  if ((await firstUntried(trx, lately)) !== null) return;
  const recipients = (await findHearers(trx, settings, number))?.addresses ?? [];
  await enqueue(trx, at, { kind: 'reader mail', subject: event, recipients, due: at + ONE_MAIL });
}

/**
 * The same of what may be done with photos and films, which a mail that has not gone yet tells as it stands by then. Where it is less than
 * before, at once, unless they were told a moment ago.
 */
export async function tellPermission(
  trx: Write,
  { settings }: Pick<Context, 'settings'>,
  news: News & { isLess: boolean },
): Promise<void> {
  const { number, event, at, isLess } = news;
  const kind = 'permission changed';
  const lately = await latelyOf(trx, news, kind);
  const untried = await firstUntried(trx, lately);
  if (untried !== null) {
    if (isLess && untried === lately[0]) await expedite(trx, at, { kind: 'reader mail', subject: untried });
    return;
  }
  const recipients = (await findHearers(trx, settings, number))?.addresses ?? [];
  const due = isLess && lately.length === 0 ? at : at + ONE_MAIL;
  await enqueue(trx, at, { kind: 'reader mail', subject: event, recipients, due });
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

type Told = 'reader wrote' | 'permission changed';

/** The events of the last moments before, the first first. */
async function latelyOf(trx: Write, { number, event, at }: News, kind: Told): Promise<number[]> {
  const rows = await trx
    .selectFrom('events')
    .select('id')
    .where('tip', '=', number)
    .where('kind', '=', kind)
    .where('at', '>', at - ONE_MAIL)
    .where('id', '<>', event)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Of which a mail is owed and was never tried; held until the transaction ends, so that it does not go before this is there. */
async function firstUntried(trx: Write, events: readonly number[]): Promise<number | null> {
  for (const event of events) if (await isUntried(trx, { kind: 'reader mail', subject: event })) return event;
  return null;
}

/**
 * Of a mail whose address is no longer one that hears of its tip, as where somebody else has it by now: those who do, and were owed none
 * of the same, are. That one is dropped, so that whoever gets the tip back hears of it. Done twice, it changes nothing.
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
    const mails = { kind: 'reader mail', subject: event } as const;
    const owed = await recipientsOf(trx, mails);
    await dropFor(trx, clock(), { ...mails, recipient });
    const recipients = hearers.addresses.filter(address => !owed.includes(address));
    await enqueueMore(trx, clock(), { ...mails, recipients });
  });
  wakeJobs(database);
}
