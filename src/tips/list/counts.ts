import type { Query } from '../../db/database.ts';
import type { TipCondition, View } from './views.ts';

/** So many are counted at most: one more stands for more. */
export const MOST_COUNTED = 999;

/** Of each name, how many tips it has, up to one more than `MOST_COUNTED`. */
export type Counts<Name extends string = View> = ReadonlyMap<Name, number>;

/** In one statement. Each is bounded, so that a million tips cost no more than ten thousand. */
export async function countTips<Name extends string>(
  query: Query,
  conditions: readonly (readonly [Name, TipCondition])[],
): Promise<Counts<Name>> {
  const counts = await query
    .selectNoFrom(select =>
      conditions.map(([, condition], index) =>
        select
          .selectFrom(tips =>
            tips
              .selectFrom('tips')
              .select('tips.number')
              .where(condition)
              .limit(MOST_COUNTED + 1)
              .as('counted'),
          )
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .as(`count${index}`),
      ),
    )
    .executeTakeFirstOrThrow();
  return new Map(conditions.map(([name], index) => [name, counts[`count${index}`] ?? 0]));
}
