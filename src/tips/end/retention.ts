import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { Refusal } from '../../errors.ts';
import type { Instant } from '../tip.ts';
import { dueBy, dueIn, dueOf, notHeld, TOLD } from './due.ts';
import { writeForgotten } from './forget.ts';
import { announceDue, horizonOf } from './notices.ts';
import { loadOwnRetention, loadPeriods, type Period } from './periods.ts';
import { isSteady } from './steady-clock.ts';

const AT_ONCE = 100;

type RetentionContext = Pick<Context, 'database' | 'settings' | 'clock' | 'log'>;

/**
 * Announces what is to go, and forgets what is due, was announced in time or is withdrawn, and is held by nothing. Each tip goes in a
 * transaction of its own, so that nobody waits for more than one; its files and traces go by the jobs that it leaves. Gives how many.
 */
export async function sweepRetention(context: RetentionContext, signal?: AbortSignal): Promise<number> {
  const now = context.clock();
  const { retention } = context.settings;
  if (!(await isSteady(context, now, horizonOf(now, retention)))) return 0;
  await announceDue(context, now, signal);
  let forgotten = 0;
  for (const period of await loadPeriods(context.database.query, retention))
    forgotten += await forgetBy(context, period, now, signal);
  if (forgotten > 0) context.log.info({ count: forgotten }, 'tips whose time was over are forgotten');
  return forgotten;
}

async function forgetBy(context: RetentionContext, period: Period, now: Instant, signal?: AbortSignal) {
  let forgotten = 0;
  let after: { due: Instant; number: number } | undefined;
  do {
    const tips = await ripe(context, period, now, after);
    after = tips.length < AT_ONCE ? undefined : tips.at(-1);
    for (const tip of tips) {
      if (signal?.aborted) return forgotten;
      if (await forgetOne(context, tip, now)) forgotten += 1;
    }
  } while (after !== undefined);
  return forgotten;
}

/** Due, and announced for this very time a whole notice ago; what its reader has withdrawn goes when they were told, announced or not. */
const ripe = (
  { database, settings: { retention } }: RetentionContext,
  period: Period,
  now: Instant,
  after: { due: Instant; number: number } | undefined,
) => {
  const due = dueBy(database.query, period, { until: now, after }).where(notHeld).limit(AT_ONCE);
  if (period.rule === 'withdrawn') return due.execute();
  return due
    .innerJoin('announcements', 'announcements.tip', 'tips.number')
    .innerJoin('notices', 'notices.id', 'announcements.notice')
    .where('announcements.due', '=', dueIn(period))
    .where('notices.at', '<=', now - retention.notice)
    .execute();
};

type Ripe = { number: number; due: Instant };

/** What one tip cannot be forgotten for must not keep all others. */
async function forgetOne(context: RetentionContext, tip: Ripe, now: Instant): Promise<boolean> {
  const { database, clock, log } = context;
  try {
    return await database.write(async trx => {
      const found = await stillDue(trx, context, tip, now);
      if (found === null) return false;
      await writeForgotten(trx, found.rule, { number: tip.number, version: found.version }, clock());
      return true;
    });
  } catch (error) {
    if (error instanceof DatabaseAway) throw error;
    // Somebody has set a hold in this moment.
    if (error instanceof Refusal) return false;
    log.error({ error }, 'a tip whose time is over could not be forgotten');
    return false;
  }
}

/** Looked at again once its row is ours: it may have been reopened, moved, held, or answered by its reader meanwhile. */
async function stillDue(trx: Write, { settings }: RetentionContext, { number, due }: Ripe, now: Instant) {
  const tip = await trx
    .updateTable('tips')
    .set(({ ref }) => ({ version: ref('version') }))
    .where('number', '=', number)
    .where('forgotten_at', 'is', null)
    .where(notHeld)
    .returning(['version', ...TOLD])
    .executeTakeFirst();
  const found = tip === undefined ? null : dueOf(tip, settings.retention, await loadOwnRetention(trx));
  if (tip === undefined || found === null || found.due !== due || due > now) return null;
  return { rule: found.rule, version: tip.version };
}
