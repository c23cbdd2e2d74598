import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Query } from '../../db/database.ts';
import { type TipRecord, tipRecords } from '../rows.ts';
import type { TipRow } from '../tip.ts';
import { type Lead, numbersAlong } from './along.ts';
import type { Sort } from './filter.ts';
import type { TipCondition, Tips } from './views.ts';

/** Where a tip stands in a list: by its number alone, or by what the list is sorted by and its number. */
export type Place = number | readonly [value: number, number: number];

/** `value`: in the very words of its index. */
type Keyset = { order: 'asc' | 'desc'; value: RawBuilder<number> | null };

const KEYSETS = {
  newest: { order: 'desc', value: null },
  oldest: { order: 'asc', value: null },
  changed: { order: 'desc', value: sql<number>`coalesce(tips.changed_at, tips.received_at)` },
} as const satisfies Readonly<Record<Exclude<Sort, 'important'>, Keyset>>;

/** The most important first: each is a list of its own, the newest first, so that no engine sorts all tips. */
const LEVELS = [2, 1, 0] as const;

const isOfLevel = (tips: Tips, level: (typeof LEVELS)[number]): Expression<SqlBool> =>
  level === 2 ? tips('tips.importance', '>=', sql.lit(2)) : tips('tips.importance', '=', sql.lit(level));

/** `from` is excluded; null: the list's beginning, or where it goes back, its end. `lead`: what leads where the order is that of the numbers. */
export type Way = { sort: Sort; from: Place | null; goesBack: boolean; atMost: number; lead?: Lead };

export const placeOf = (row: Pick<TipRow, 'number' | 'changedAt' | 'importance'>, sort: Sort): Place => {
  if (sort === 'changed') return [row.changedAt, row.number];
  return sort === 'important' ? [row.importance, row.number] : row.number;
};

/** The next tips of a list from a place on, in the order of the way. */
export async function walkTips(query: Query, condition: TipCondition, way: Way): Promise<TipRecord[]> {
  const { sort, ...rest } = way;
  return sort === 'important'
    ? walkLevels(query, condition, rest)
    : recordsOf(query, condition, { ...rest, sort });
}

async function walkLevels(
  query: Query,
  condition: TipCondition,
  way: Omit<Way, 'sort'>,
): Promise<TipRecord[]> {
  const { from, goesBack, atMost } = way;
  const begin = Array.isArray(from) ? { level: Math.max(0, Math.min(from[0], 2)), number: from[1] } : null;
  const ahead = goesBack ? LEVELS.toReversed() : LEVELS;
  const levels =
    begin === null ? ahead : ahead.filter(level => (goesBack ? level >= begin.level : level <= begin.level));
  const found: TipRecord[] = [];
  for (const level of levels) {
    if (found.length >= atMost) break;
    const ofLevel: TipCondition = tips => tips.and([isOfLevel(tips, level), condition(tips)]);
    const place = level === begin?.level ? begin.number : null;
    const left = atMost - found.length;
    found.push(...(await recordsOf(query, ofLevel, { sort: 'newest', from: place, goesBack, atMost: left })));
  }
  return found;
}

type KeysetWay = Way & { sort: keyof typeof KEYSETS };

/** The numbers first, and the rest for these alone: a planner that knows nothing of the tables yet would join all of them before. */
function recordsOf(query: Query, condition: TipCondition, way: KeysetWay): Promise<TipRecord[]> {
  const { value, order } = KEYSETS[way.sort];
  const direction = way.goesBack === (order === 'asc') ? 'desc' : 'asc';
  const { lead = null } = way;
  if (value === null && lead !== null) {
    const cut = { direction, from: numberOf(way.from), atMost: way.atMost } as const;
    return tipRecords(query)
      .where('tips.number', 'in', numbersAlong(query, lead, condition, cut))
      .orderBy('tips.number', direction)
      .execute();
  }
  let numbers = query.selectFrom('tips').select('tips.number').where(condition).limit(way.atMost);
  let records = tipRecords(query);
  if (value !== null) {
    numbers = numbers.orderBy(value, direction);
    records = records.orderBy(value, direction);
  }
  const { from } = way;
  if (from !== null) numbers = numbers.where(() => isBeyond(value, direction, from));
  return records
    .where('tips.number', 'in', numbers.orderBy('tips.number', direction))
    .orderBy('tips.number', direction)
    .execute();
}

const numberOf = (place: Place | null) => (typeof place === 'object' && place !== null ? place[1] : place);

function isBeyond(
  value: RawBuilder<number> | null,
  direction: 'asc' | 'desc',
  from: Place,
): Expression<SqlBool> {
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');
  if (typeof from === 'number') return sql<SqlBool>`tips.number ${beyond} ${from}`;
  const [at, number] = from;
  return value === null
    ? sql<SqlBool>`tips.number ${beyond} ${number}`
    : sql<SqlBool>`(${value}, tips.number) ${beyond} (${at}, ${number})`;
}

/** What stands before this place in a list. */
export function isAheadOf(sort: Sort, place: Place): Expression<SqlBool> {
  const { value, order } =
    sort === 'important' ? { value: sql<number>`tips.importance`, order: 'desc' as const } : KEYSETS[sort];
  return isBeyond(value, order === 'asc' ? 'desc' : 'asc', place);
}
