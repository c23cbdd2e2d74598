import type { Masters } from '../../crypto/masters.ts';
import type { Database } from '../../db/database.ts';
import { dropRuns, LATE, readRuns } from './runs.ts';

/** Of one statement. */
const AT_ONCE = 2_000;

/**
 * Runs that cannot be read count as not made: their tips are looked into one by one until they are in a run again. Where it is not
 * known which tips changed since, all runs are dropped that it may be about.
 */
export async function dropBroken(
  { database, masters, clock }: { database: Database; masters: Masters; clock: () => number },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const { runs } = await readRuns(database.query, masters);
  await database.write(async trx => {
    const rows = await trx
      .selectFrom('search_runs')
      .select(['id', 'level', 'low', 'high'])
      .where('id', 'in', ids)
      .execute();
    for (const row of rows.filter(({ level }) => level === LATE)) {
      const numbers = runs.find(({ id }) => id === row.id)?.numbers ?? null;
      if (numbers === null)
        await trx
          .deleteFrom('search_runs')
          .where('low', '<=', row.high)
          .where('high', '>=', row.low)
          .execute();
      for (let i = 0; numbers !== null && i < numbers.length; i += AT_ONCE)
        await trx
          .insertInto('search_due')
          .values(numbers.slice(i, i + AT_ONCE).map(tip => ({ tip })))
          .onConflict(conflict => conflict.doNothing())
          .execute();
    }
    await dropRuns(
      trx,
      rows.map(({ id }) => id),
      clock(),
    );
  });
}
