import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Query } from '../../db/database.ts';
import { type TipRecord, tipRecords } from '../rows.ts';
import type { TipRow } from '../tip.ts';
import { isBetween, numbersAlong } from './along.ts';
import type { AskedTips } from './asked-tips.ts';
import type { Sort } from './filter.ts';
import { ALL_NUMBERS, cutToTips, inSlices, type NumberRange } from './slices.ts';
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

/** `from` is excluded; null: the list's beginning, or where it goes back, its end. */
export type Way = { sort: Sort; from: Place | null; goesBack: boolean; atMost: number };

export const placeOf = (row: Pick<TipRow, 'number' | 'changedAt' | 'importance'>, sort: Sort): Place => {
  if (sort === 'changed') return [row.changedAt, row.number];
  return sort === 'important' ? [row.importance, row.number] : row.number;
};

/** The next tips of a list from a place on, in the order of the way. */
export async function walkTips(query: Query, asked: AskedTips, way: Way): Promise<TipRecord[]> {
  const { sort, ...rest } = way;
  return sort === 'important' ? walkLevels(query, asked, rest) : recordsOf(query, asked, { ...rest, sort });
}

async function walkLevels(query: Query, asked: AskedTips, way: Omit<Way, 'sort'>): Promise<TipRecord[]> {
  const { from, goesBack, atMost } = way;
  const begin = Array.isArray(from) ? { level: Math.max(0, Math.min(from[0], 2)), number: from[1] } : null;
  const ahead = goesBack ? LEVELS.toReversed() : LEVELS;
  const levels =
    begin === null ? ahead : ahead.filter(level => (goesBack ? level >= begin.level : level <= begin.level));
  const found: TipRecord[] = [];
  for (const level of levels) {
    if (found.length >= atMost) break;
    const condition: TipCondition = tips => tips.and([isOfLevel(tips, level), asked.condition(tips)]);
    const place = level === begin?.level ? begin.number : null;
    const left = atMost - found.length;
    const ofLevel = { condition, lead: null, isFar: asked.isFar };
    found.push(...(await recordsOf(query, ofLevel, { sort: 'newest', from: place, goesBack, atMost: left })));
  }
  return found;
}

type KeysetWay = Way & { sort: keyof typeof KEYSETS };

const directionOf = ({ sort, goesBack }: Pick<KeysetWay, 'sort' | 'goesBack'>) =>
  goesBack === (KEYSETS[sort].order === 'asc') ? 'desc' : 'asc';

/** The numbers first, and the rest for these alone: a planner that knows nothing of the tables yet would join all of them before. */
async function recordsOf(query: Query, asked: AskedTips, way: KeysetWay): Promise<TipRecord[]> {
  const { value } = KEYSETS[way.sort];
  const direction = directionOf(way);
  const numbers = asked.isFar
    ? await farNumbers(query, asked, way)
    : numbersWithin(query, asked, way, wholeOf(way));
  if (Array.isArray(numbers) && numbers.length === 0) return [];
  const records = tipRecords(query).where('tips.number', 'in', numbers);
  const sorted = value === null ? records : records.orderBy(value, direction);
  return sorted.orderBy('tips.number', direction).execute();
}

/** `within`: numbers, or the times by which the list is sorted. */
function numbersWithin(query: Query, { condition, lead }: AskedTips, way: KeysetWay, within: NumberRange) {
  const { from, atMost } = way;
  const { value } = KEYSETS[way.sort];
  const direction = directionOf(way);
  if (value === null && lead !== null)
    return numbersAlong(query, lead, condition, { direction, between: within, atMost });
  const numbers = query.selectFrom('tips').select('tips.number').where(condition).limit(atMost);
  if (value === null) return numbers.where(isBetween(within)).orderBy('tips.number', direction);
  return numbers
    .where(isBetween(within, value))
    .where(tips => (from === null ? tips.lit(true) : isBeyond(value, direction, from)))
    .orderBy(value, direction)
    .orderBy('tips.number', direction);
}

/** What is ahead of where a way begins. */
function wholeOf(way: KeysetWay): NumberRange {
  const { from } = way;
  if (from === null) return ALL_NUMBERS;
  const goesDown = directionOf(way) === 'desc';
  const { low, high } = ALL_NUMBERS;
  if (KEYSETS[way.sort].value === null)
    return goesDown ? { low, high: numberOf(from) - 1 } : { low: numberOf(from) + 1, high };
  if (typeof from === 'number') return ALL_NUMBERS;
  return goesDown ? { low, high: from[0] } : { low: from[0], high };
}

/** How wide the first slice of times is, in milliseconds. */
const DAY = 24 * 60 * 60_000;

async function farNumbers(query: Query, asked: AskedTips, way: KeysetWay): Promise<number[]> {
  const { value } = KEYSETS[way.sort];
  const whole = await cutToTips(query, wholeOf(way), value ?? undefined);
  const found: number[] = [];
  const goesDown = directionOf(way) === 'desc';
  await inSlices({ whole, goesDown, ...(value !== null && { width: DAY }) }, async slice => {
    const left = { ...way, atMost: way.atMost - found.length };
    const rows = await numbersWithin(query, asked, left, slice).execute();
    found.push(...rows.map(({ number }) => number));
    return found.length < way.atMost ? 'more' : 'enough';
  });
  return found;
}

const numberOf = (place: Place) => (typeof place === 'number' ? place : place[1]);

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
