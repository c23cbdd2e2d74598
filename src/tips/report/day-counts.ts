import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { dueBy, notHeld } from '../end/due.ts';
import { loadPeriods } from '../end/periods.ts';
import type { Instant } from '../tip.ts';

export type DayCounts = {
  /** Since the time that was asked for, those that are forgotten by now among them. */
  came: number;
  fresh: number;
  open: number;
  /** Of what goes by itself, how many within the newsroom's notice. */
  going: number;
};

/** How many tips there are, those of confidential topics too: numbers alone, for whoever reads the newsroom's inbox. */
export async function countDay(
  { database: { query }, settings }: Pick<Context, 'database' | 'settings'>,
  { since, now }: { since: Instant; now: Instant },
): Promise<DayCounts> {
  const { retention } = settings;
  const until = now + retention.notice;
  const counts = { came: await countCame(query, { since, now }), ...(await countUnclosed(query)), going: 0 };
  for (const period of await loadPeriods(query, retention)) {
    const due = dueBy(query, period, { until }).where(notHeld).as('due');
    const going = query.selectFrom(due).select(row => row.fn.countAll<number>().as('count'));
    counts.going += (await going.executeTakeFirstOrThrow()).count;
  }
  return counts;
}

/** By the last number of before, so that no more rows are read than came. What comes while they are counted is the next count's. */
async function countCame(query: Query, { since, now }: { since: Instant; now: Instant }): Promise<number> {
  const before = await query
    .selectFrom('tips')
    .select('number')
    .where('received_at', '<=', since)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const came = query
    .selectFrom('tips')
    .select(row => row.fn.countAll<number>().as('count'))
    .where('number', '>', before?.number ?? 0)
    .where('received_at', '<=', now);
  return (await came.executeTakeFirstOrThrow()).count;
}

async function countUnclosed(query: Query) {
  const rows = await query
    .selectFrom('tips')
    .select(row => ['state', row.fn.countAll<number>().as('count')])
    .where('state', 'in', ['new', 'open'])
    .where('forgotten_at', 'is', null)
    .groupBy('state')
    .execute();
  const countIn = (state: string) => rows.find(row => row.state === state)?.count ?? 0;
  return { fresh: countIn('new'), open: countIn('open') };
}
