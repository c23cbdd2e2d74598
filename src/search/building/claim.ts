import type { Database } from '../../db/database.ts';
import { LEVELS } from '../runs/runs.ts';
import type { RunPlan } from './run-plan.ts';

const [AT_ONCE] = LEVELS;

/**
 * Takes what is due out of its list before it is read: what changes behind us is noted anew. Until the run is there they count as due.
 */
export async function claimDue(
  { write }: Database,
  { low, high, numbers }: RunPlan,
  rest: () => Promise<void>,
): Promise<void> {
  const end = numbers?.length ?? high - low + 1;
  for (let at = 0; at < end; at += AT_ONCE) {
    await rest();
    await write(async trx => {
      const due = trx.deleteFrom('search_due').returning('tip');
      const some = numbers?.slice(at, at + AT_ONCE);
      const taken =
        some === undefined
          ? due.where('tip', '>=', low + at).where('tip', '<', Math.min(low + at + AT_ONCE, high + 1))
          : due.where('tip', 'in', some);
      const rows = await taken.execute();
      if (rows.length > 0)
        await trx
          .insertInto('search_building')
          .values(rows)
          .onConflict(conflict => conflict.doNothing())
          .execute();
    });
  }
}

/** What was claimed by a builder that did not get on is due again. */
export async function returnClaims({ write }: Database): Promise<void> {
  await write(async trx => {
    const rows = await trx.deleteFrom('search_building').returning('tip').execute();
    for (let at = 0; at < rows.length; at += AT_ONCE)
      await trx
        .insertInto('search_due')
        .values(rows.slice(at, at + AT_ONCE))
        .onConflict(conflict => conflict.doNothing())
        .execute();
  });
}
