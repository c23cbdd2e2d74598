import type { Database, Write } from '../../db/database.ts';
import type { RunPlan } from './run-plan.ts';

/** Few: a statement of many values takes its time. */
const AT_ONCE = 256;

/** The turn is held while claims move: another's, whose run is ready, would be taken for done with it. */
type Claiming = {
  database: Database;
  rest: () => Promise<void>;
  isOurs: (trx: Write) => Promise<boolean>;
};

/**
 * Takes what is due out of its list before it is read: what changes behind us is noted anew. Until the run is there they count as due.
 */
export async function claimDue(
  { database: { write }, rest, isOurs }: Claiming,
  { low, high, numbers }: RunPlan,
): Promise<void> {
  const end = numbers?.length ?? high - low + 1;
  for (let at = 0; at < end; at += AT_ONCE) {
    await rest();
    await write(async trx => {
      if (!(await isOurs(trx))) return;
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
export async function returnClaims({ database: { write }, isOurs }: Claiming): Promise<void> {
  await write(async trx => {
    if (!(await isOurs(trx))) return;
    await trx
      .insertInto('search_due')
      .columns(['tip'])
      .expression(claimed =>
        // The condition tells SQLite's parser that what follows belongs to the insert.
        claimed.selectFrom('search_building').select('tip').where(claimed.lit(true)),
      )
      .onConflict(conflict => conflict.doNothing())
      .execute();
    await trx.deleteFrom('search_building').execute();
  });
}

export async function areClaimed({ query }: Database): Promise<boolean> {
  const row = await query.selectFrom('search_building').select('tip').limit(1).executeTakeFirst();
  return row !== undefined;
}
