import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { formatHead, readHead } from '../../history/head.ts';
import { drop, dropAll, enqueue, wakeJobs } from '../../jobs/enqueue.ts';
import { countDay, type DayCounts } from '../../tips/report/day-counts.ts';
import type { Instant } from '../../tips/tip.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Who was without daily mails for longer is told of the last day. */
const LONGEST_GAP = 7 * DAY;

/** `head`: the history's, as it is shown; null where nothing is chained yet. */
export type Daily = DayCounts & { since: Instant; head: string | null };

type DailyContext = Pick<Context, 'database' | 'settings'>;

/**
 * The day whose mail is due, in the zone of the desk: today from that time on, until then yesterday. On a day that has no such
 * time, because clocks are put forward, it is due when they have been; where it comes twice, at the first.
 */
export function dueDay(now: Instant, time: string, timeZone: string): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const due = today.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
  return (due <= now ? today : today.subtract({ days: 1 })).toString();
}

/**
 * Enqueues the mail of this day to each address of the inbox, unless it was before, by whatever process. One of an earlier day
 * that has not gone yet goes no more: this one tells what it would.
 */
export async function enqueueDaily(
  { database, settings }: DailyContext,
  day: string,
  now: Instant,
): Promise<void> {
  const { query } = database;
  await dropEarly(database, day, now);
  const known = await query.selectFrom('daily_mails').select('day').where('day', '=', day).executeTakeFirst();
  if (known !== undefined) return;
  const since = await sinceOf(query, now);
  const counts = await countDay({ database, settings }, { since, now });
  const head = await readHead(query);
  await database.write(async trx => {
    const added = await trx
      .insertInto('daily_mails')
      .values({ day, at: now, since, ...counts, head: head && formatHead(head) })
      .onConflict(conflict => conflict.doNothing())
      .returning('day')
      .executeTakeFirst();
    if (added === undefined) return;
    await dropAll(trx, now, 'daily mail');
    await enqueue(trx, now, { kind: 'daily mail', subject: day, recipients: settings.newsroom.inbox });
  });
  wakeJobs(database);
}

/** Of later days, by a clock that was ahead: these come again. One that is ahead by less has sent no other than this day's. */
async function dropEarly(database: DailyContext['database'], day: string, now: Instant): Promise<void> {
  await database.write(async trx => {
    const early = await trx
      .deleteFrom('daily_mails')
      .where('day', '>', day)
      .where('at', '>', now + HOUR)
      .returning('day')
      .execute();
    for (const { day: subject } of early) await drop(trx, now, { kind: 'daily mail', subject });
  });
}

/** From the last mail on, so that each tip is told of once. One of a clock that was ahead does not count. */
async function sinceOf(query: Query, now: Instant): Promise<Instant> {
  const last = await query
    .selectFrom('daily_mails')
    .select('at')
    .where('at', '<=', now)
    .where('at', '>', now - LONGEST_GAP)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.at ?? now - DAY;
}

/** What the mail of this day tells; null where none is known, as on a desk that was restored since. */
export async function readDaily(query: Query, day: string): Promise<Daily | null> {
  const row = await query
    .selectFrom('daily_mails')
    .select(['since', 'came', 'fresh', 'open', 'going', 'head'])
    .where('day', '=', day)
    .executeTakeFirst();
  return row ?? null;
}
