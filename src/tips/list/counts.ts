import { expressionBuilder, sql } from 'kysely';
import type { Query } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { anyAlong, isBetween, type Lead, numbersAlong } from './along.ts';
import type { AskedTips } from './asked-tips.ts';
import { ALL_NUMBERS, cutToTips, inSlices } from './slices.ts';
import type { TipCondition } from './views.ts';

/** So many are counted at most: one more stands for more. */
export const MOST_COUNTED = 999;

/** Of each name, how many tips it has, up to one more than `MOST_COUNTED`. */
export type Counts<Name extends string> = ReadonlyMap<Name, number>;

/** With what leads to all that may be of them, where something does. */
export type Counted<Name extends string = string> = readonly [Name, TipCondition, { lead: Lead }?];

/** Of the newest tips of a condition, `atMost` of them, how many there are and how many each of the others has of them. */
export type Sample<Name extends string = string> = {
  name: Name;
  of: TipCondition;
  lead: Lead;
  atMost: number;
  counted: readonly (readonly [Name, TipCondition])[];
};

/** In one statement. Each is bounded, so that a million tips cost no more than ten thousand. */
export async function countTips<Name extends string>(
  query: Query,
  conditions: readonly Counted<Name>[],
  samples: readonly Sample<Name>[] = [],
): Promise<Counts<Name>> {
  const counts = await query
    .selectNoFrom(select => [
      ...conditions.map(([, of, { lead } = { lead: null }], index) =>
        select
          .selectFrom(someOf(query, { of, lead, atMost: MOST_COUNTED + 1 }).as('counted'))
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .as(`count${index}`),
      ),
      ...samples.map((sample, index) => countedIn(query, sample).as(`sample${index}`)),
    ])
    .executeTakeFirstOrThrow();
  return new Map([
    ...conditions.map(([name], index) => [name, Number(counts[`count${index}`] ?? 0)] as const),
    ...samples.flatMap(({ name, counted }, index) => {
      const found = String(counts[`sample${index}`]).split(',').map(Number);
      return [name, ...counted.map(([other]) => other)].map((one, at) => [one, found[at] ?? 0] as const);
    }),
  ]);
}

type Some = Pick<Sample, 'of' | 'lead' | 'atMost'>;

const ALL = { direction: 'desc', between: ALL_NUMBERS } as const;

/** In no order, or an index that leads to few might not be taken. */
const someOf = (query: Query, { of, lead, atMost }: Some) =>
  lead === null ? unledOf(query, { of, atMost }) : anyAlong(query, lead, of, { ...ALL, atMost });

const newestOf = (query: Query, { of, lead, atMost }: Some) =>
  lead === null
    ? unledOf(query, { of, atMost }).orderBy('tips.number', 'desc')
    : numbersAlong(query, lead, of, { ...ALL, atMost });

const unledOf = (query: Query, { of, atMost }: Omit<Some, 'lead'>) =>
  query.selectFrom('tips').select('tips.number').where(of).limit(atMost);

/** Looked through once for all of them: how many are in the sample, and then of each, with commas between. */
function countedIn(query: Query, { counted, ...sample }: Sample) {
  return (
    query
      .selectFrom(newestOf(query, sample).as('newest'))
      // In this order on SQLite, or it would go along all tips.
      .crossJoin('tips')
      .whereRef('tips.number', '=', 'newest.number')
      .select(tips => {
        const of = expressionBuilder<Schema, 'tips'>();
        const sums = counted.map(
          ([, condition]) => sql`coalesce(sum(case when ${condition(of)} then 1 else 0 end), 0)`,
        );
        return sql<string>`${sql.join([tips.fn.countAll(), ...sums], sql` || ',' || `)} || ''`.as('counts');
      })
  );
}

/** So many of the newest are looked at. */
const MOST_NUMBERS = 100_000;

/** Up to one more than `MOST_COUNTED`. `isCut`: not all tips were looked at, and there may be more. */
export type FarCount = { count: number; isCut: boolean };

/** Where tips may stand far apart: among the newest, slice by slice. */
export async function countFar(query: Query, { condition }: AskedTips): Promise<FarCount> {
  const all = await cutToTips(query);
  const whole = { ...all, low: Math.max(all.low, all.high - MOST_NUMBERS + 1) };
  let count = 0;
  await inSlices({ whole, goesDown: true }, async slice => {
    const within: TipCondition = tips => tips.and([condition(tips), isBetween(slice)(tips)]);
    count += (await countTips(query, [['slice', within]])).get('slice') ?? 0;
    return count > MOST_COUNTED ? 'enough' : 'more';
  });
  return { count: Math.min(count, MOST_COUNTED + 1), isCut: count <= MOST_COUNTED && whole.low > all.low };
}
