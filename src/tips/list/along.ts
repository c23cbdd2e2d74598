import { expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Query } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { ALL_NUMBERS, type NumberRange } from './slices.ts';
import type { TipCondition } from './views.ts';

/**
 * Where the tips of a list are looked for, so that few are not looked for among all: each stands in one of these. Null: where the
 * list's own view leads. What is in the list, its condition says all the same.
 */
export type Lead = readonly Stretch[] | null;

/** What an index has in the order of their numbers. */
export type Stretch = TipCondition;

/** A page of numbers, all between these. */
type Cut = { direction: 'asc' | 'desc'; between: NumberRange; atMost: number };

/** The numbers of those that fit, up to so many. */
export const numbersAlong = (query: Query, lead: readonly Stretch[], condition: TipCondition, cut: Cut) =>
  anyAlong(query, lead, condition, cut).orderBy('found.number', cut.direction);

/** The same in no order, where they are but counted: with the first stretch that has enough, no other is gone to. */
export function anyAlong(query: Query, lead: readonly Stretch[], condition: TipCondition, cut: Cut) {
  const [first, ...others] = lead.map(stretch =>
    query.selectFrom(numbersOn(query, stretch, condition, cut).as('some')).select('some.number'),
  );
  if (first === undefined) throw new Error('a lead leads somewhere');
  return query
    .selectFrom(others.reduce((all, some) => all.unionAll(some), first).as('found'))
    .select('found.number')
    .limit(cut.atMost);
}

function numbersOn(
  query: Query,
  stretch: Stretch,
  condition: TipCondition,
  { direction, between, atMost }: Cut,
) {
  const led = query.selectFrom('tips').select('tips.number').where(stretch).where(isBetween(between));
  return (
    query
      .selectFrom(led.as('led'))
      // SQLite goes in this order; PostgreSQL knows which of them are few.
      .crossJoin('tips')
      .select('tips.number')
      .whereRef('tips.number', '=', 'led.number')
      .where(condition(expressionBuilder<Schema, 'tips'>()))
      // In their order also where it is all one: PostgreSQL would else note all that an index has before it looks at the first.
      .orderBy('led.number', direction)
      .limit(atMost)
  );
}

/** Of their numbers, or of `value`; nothing is said of what is all of them. */
export const isBetween =
  ({ low, high }: NumberRange, value: RawBuilder<number> = sql`tips.number`): TipCondition =>
  tips =>
    tips.and([
      ...(low <= ALL_NUMBERS.low ? [] : [sql<SqlBool>`${value} >= ${low}`]),
      ...(high >= ALL_NUMBERS.high ? [] : [sql<SqlBool>`${value} <= ${high}`]),
    ]);
