import type { Query } from '../../db/database.ts';
import { type Lead, numbersAlong } from './along.ts';
import type { TipCondition } from './views.ts';

/** So many are counted at most: one more stands for more. */
export const MOST_COUNTED = 999;

/** Of each name, how many tips it has, up to one more than `MOST_COUNTED`. */
export type Counts<Name extends string> = ReadonlyMap<Name, number>;

/** `atMost`: of how many it is told. `among`: the newest of these alone are looked at, so many of them. `lead`: what leads to all others. */
type Bounds = { atMost?: number; among?: { condition: TipCondition; atMost: number }; lead?: Lead };
export type Counted<Name extends string = string> = readonly [Name, TipCondition, Bounds?];

/** In one statement. Each is bounded, so that a million tips cost no more than ten thousand. */
export async function countTips<Name extends string>(
  query: Query,
  conditions: readonly Counted<Name>[],
): Promise<Counts<Name>> {
  const counts = await query
    .selectNoFrom(select =>
      conditions.map(([, condition, bounds = {}], index) =>
        select
          .selectFrom(countedIn(query, condition, bounds).as('counted'))
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .as(`count${index}`),
      ),
    )
    .executeTakeFirstOrThrow();
  return new Map(conditions.map(([name], index) => [name, counts[`count${index}`] ?? 0]));
}

function countedIn(
  query: Query,
  condition: TipCondition,
  { atMost = MOST_COUNTED + 1, among, lead = null }: Bounds,
) {
  return lead === null
    ? tipsAmong(query, among).select('tips.number').where(condition).limit(atMost)
    : numbersAlong(query, lead, condition, { direction: 'desc', from: null, atMost });
}

function tipsAmong(query: Query, among: Bounds['among']) {
  if (among === undefined) return query.selectFrom('tips');
  const newest = query
    .selectFrom('tips')
    .selectAll('tips')
    .where(among.condition)
    .orderBy('tips.number', 'desc')
    .limit(among.atMost);
  return query.selectFrom(newest.as('tips'));
}
