import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import type { Instant } from '../tip.ts';

const LAST_LOOK = 'retention: last look';

/** A desk that is off from Friday evening to Monday morning has not lost its time. */
const LONGEST_PAUSE = 3 * 24 * 60 * 60_000;

/**
 * Whether the clock goes on from where the last look left it. A machine that starts with a wrong date, or one of several
 * whose clock is off, must not destroy what is not due: after a jump of more than three days, or back, nothing is announced or forgotten
 * by this look. Time that nobody watched is no notice: it is added to what was announced, so that the newsroom has all of
 * its days by a clock that ran. What was announced by a clock ahead of its time will be announced again in its own.
 */
export async function isSteady(
  { database, log }: Pick<Context, 'database' | 'log'>,
  now: Instant,
  horizon: Instant,
): Promise<boolean> {
  const gap = await database.write(async trx => {
    const last = await lookAgain(trx, now);
    const gap = last === null ? 0 : now - last;
    if (gap >= 0 && gap <= LONGEST_PAUSE) return null;
    await trx
      .updateTable('notices')
      .set(row => ({ at: row('at', '+', gap) }))
      .where('at', 'is not', null)
      .execute();
    await trx.deleteFrom('announcements').where('due', '>', horizon).execute();
    return gap;
  });
  if (gap === null) return true;
  const trouble = gap < 0 ? 'set back' : 'ahead';
  log.warn(
    { trouble },
    'the clock has jumped, or nobody looked for days: nothing is forgotten by itself now',
  );
  return false;
}

/** When was looked last; null for never. Whoever looks at the same time waits. */
async function lookAgain(trx: Write, now: Instant): Promise<Instant | null> {
  const known = await trx
    .updateTable('desk_facts')
    .set(({ ref }) => ({ value: ref('value') }))
    .where('name', '=', LAST_LOOK)
    .returning('value')
    .executeTakeFirst();
  await trx
    .insertInto('desk_facts')
    .values({ name: LAST_LOOK, value: String(now) })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value: sql`excluded.value` }))
    .execute();
  return known === undefined ? null : Number(known.value);
}
