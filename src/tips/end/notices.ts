import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import type { Query, Write } from '../../db/database.ts';
import { enqueue, wakeJobs } from '../../jobs/enqueue.ts';
import type { Instant } from '../tip.ts';
import { dueBy, dueIn, notHeld } from './due.ts';
import { loadPeriods, type Period, type Retention } from './periods.ts';

const HOUR = 60 * 60_000;
/** One notice a day at most, and each tip in it is told of the whole notice before: so it looks more than a day ahead. */
const NOT_WITHIN = 20 * HOUR;
const AHEAD = 36 * HOUR;

const KEPT_FOR = 400 * 24 * HOUR;

const AT_ONCE = 200;

type NoticeContext = Pick<Context, 'database' | 'settings' | 'clock'>;

/** Until then tips must be announced. */
export const horizonOf = (now: Instant, { notice }: Retention): Instant => now + notice + AHEAD;

/**
 * Tells the newsroom how many tips go next: each once, by one mail a day at most. Broken off in the middle, it is taken up by
 * the next that looks; only what was told of counts as announced.
 */
export async function announceDue(context: NoticeContext, now: Instant, signal?: AbortSignal): Promise<void> {
  const { query } = context.database;
  await dropOld(context.database, now);
  const pending = await query.selectFrom('notices').select('id').where('at', 'is', null).executeTakeFirst();
  if (pending === undefined && (await wasToldSince(query, now - NOT_WITHIN))) return;
  const id = pending?.id ?? randomId();
  const { retention } = context.settings;
  for (const period of await loadPeriods(query, retention)) {
    // Its reader was told when it goes, and nobody is to keep it longer.
    if (period.rule === 'withdrawn') continue;
    let after: { due: Instant; number: number } | undefined;
    do {
      if (signal?.aborted) return;
      const tips = await unannounced(context, period, { until: horizonOf(now, retention), after });
      after = tips.length < AT_ONCE ? undefined : tips.at(-1);
      if (tips.length > 0) await context.database.write(trx => gather(trx, id, tips));
    } while (after !== undefined);
  }
  await tell(context, id, now);
}

/** What was held is told anew once it is let go. For a year anyone can see when the newsroom was told. */
async function dropOld(database: Context['database'], now: Instant): Promise<void> {
  await database.write(async trx => {
    await trx.deleteFrom('announcements').where('tip', 'in', trx.selectFrom('holds').select('tip')).execute();
    await trx
      .deleteFrom('notices')
      .where('at', '<', now - KEPT_FOR)
      .where('id', 'not in', trx.selectFrom('announcements').select('notice'))
      .execute();
  });
}

async function wasToldSince(query: Query, since: Instant): Promise<boolean> {
  const told = await query.selectFrom('notices').select('id').where('at', '>', since).limit(1).execute();
  return told.length > 0;
}

type Span = { until: Instant; after: { due: Instant; number: number } | undefined };

/** Those that nobody was told of, or of another time: somebody has reopened or moved it, or its reader has written, in between. */
const unannounced = ({ database }: Pick<NoticeContext, 'database'>, period: Period, span: Span) =>
  dueBy(database.query, period, span)
    .leftJoin('announcements', 'announcements.tip', 'tips.number')
    .where(tip =>
      tip.or([tip('announcements.due', 'is', null), tip('announcements.due', '<>', dueIn(period))]),
    )
    .where(notHeld)
    .limit(AT_ONCE)
    .execute();

async function gather(trx: Write, notice: string, tips: readonly { number: number; due: Instant }[]) {
  await trx
    .insertInto('notices')
    .values({ id: notice, at: null, tips: 0, first_due: null })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  await trx
    .insertInto('announcements')
    .values(tips.map(({ number, due }) => ({ tip: number, due, notice })))
    .onConflict(conflict =>
      conflict
        .column('tip')
        .doUpdateSet(row => ({ due: row.ref('excluded.due'), notice: row.ref('excluded.notice') })),
    )
    .execute();
}

/** From now on these are announced, and a mail says so: both, or neither. */
async function tell({ database, settings }: NoticeContext, id: string, now: Instant): Promise<void> {
  await database.write(async trx => {
    const gathered = await trx
      .selectFrom('announcements')
      .select(row => [row.fn.countAll<number>().as('tips'), row.fn.min<number | null>('due').as('first_due')])
      .where('notice', '=', id)
      .executeTakeFirstOrThrow();
    const told = await trx
      .updateTable('notices')
      .set({ ...gathered, at: now })
      .where('id', '=', id)
      .where('at', 'is', null)
      .returning('tips')
      .executeTakeFirst();
    if (told === undefined || gathered.tips === 0) return;
    const recipients = settings.newsroom.inbox;
    await enqueue(trx, now, { kind: 'retention notice', subject: id, recipients });
  });
  wakeJobs(database);
}

/** How many tips go, and from when on; null where nobody is told, as on a desk that was restored since. */
export async function readNotice(
  { database, settings }: Pick<Context, 'database' | 'settings'>,
  id: string,
): Promise<{ tips: number; from: Instant } | null> {
  const row = await database.query
    .selectFrom('notices')
    .select(['at', 'tips', 'first_due'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.at === null || row.first_due === null) return null;
  return { tips: row.tips, from: Math.max(row.first_due, row.at + settings.retention.notice) };
}
