import { expressionBuilder } from 'kysely';
import type { Query } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import type { TipCondition } from './views.ts';

/**
 * Where the tips of a list are looked for, so that few are not looked for among all: each stands in one of these at least. Null: where
 * the list's own view leads. What is in the list, its condition says all the same.
 */
export type Lead = readonly Stretch[] | null;

/** What an index has in the order of their numbers. */
export type Stretch = TipCondition;

/** A page of numbers: behind `from`, which is excluded; null: from the beginning of its order. */
type Cut = { direction: 'asc' | 'desc'; from: number | null; atMost: number };

/** The numbers of those that fit, up to so many; each once, however many stretches it stands in. */
export function numbersAlong(query: Query, lead: readonly Stretch[], condition: TipCondition, cut: Cut) {
  const { direction, atMost } = cut;
  const [first, ...others] = lead.map(stretch =>
    query.selectFrom(numbersOn(query, stretch, condition, cut).as('some')).select('some.number'),
  );
  if (first === undefined) throw new Error('a lead leads somewhere');
  return query
    .selectFrom(others.reduce((all, some) => all.union(some), first).as('found'))
    .select('found.number')
    .orderBy('found.number', direction)
    .limit(atMost);
}

function numbersOn(
  query: Query,
  stretch: Stretch,
  condition: TipCondition,
  { direction, from, atMost }: Cut,
) {
  const all = query.selectFrom('tips').select('tips.number').where(stretch);
  const led = from === null ? all : all.where('tips.number', direction === 'asc' ? '>' : '<', from);
  return (
    query
      .selectFrom(led.as('led'))
      // SQLite goes in this order; PostgreSQL knows which of them are few.
      .crossJoin('tips')
      .select('tips.number')
      .whereRef('tips.number', '=', 'led.number')
      .where(condition(expressionBuilder<Schema, 'tips'>()))
      .orderBy('led.number', direction)
      .limit(atMost)
  );
}
