import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Query } from '../../db/database.ts';

/** Both within. */
export type NumberRange = { low: number; high: number };

export const ALL_NUMBERS: NumberRange = { low: 1, high: Number.MAX_SAFE_INTEGER - 1 };

/** So long one slice should take, in milliseconds: SQLite lets nothing else be done meanwhile. */
const [SHORT, LONG] = [5, 20];

/** Of numbers. */
const FIRST_WIDTH = 20_000;

type Going = {
  /** From its high end to its low one, or the other way. */
  whole: NumberRange;
  goesDown: boolean;
  /** How wide the first slice is, where it is not one of numbers; the next are as wide as the last one has allowed. */
  width?: number;
};

/** Looks at one slice after another until one says that it was enough, and lets all else go between. */
export async function inSlices(
  { whole, goesDown, width = FIRST_WIDTH }: Going,
  look: (slice: NumberRange) => Promise<'enough' | 'more'>,
  now = () => performance.now(),
): Promise<void> {
  let { low, high } = whole;
  const widthAfter = createWidths();
  for (let wide = width; low <= high; ) {
    const slice = goesDown
      ? { low: Math.max(low, high - wide + 1), high }
      : { low, high: Math.min(high, low + wide - 1) };
    const begun = now();
    if ((await look(slice)) === 'enough') return;
    wide = widthAfter(wide, now() - begun);
    if (goesDown) high = slice.low - 1;
    else low = slice.high + 1;
    await nextTurnOfLoop();
  }
}

/**
 * How wide the next slice is. What is no shorter though a slice is half as wide is the way to the database, or others who are served
 * first: for that alone no slice gets narrower, or a walk would go on number by number.
 */
function createWidths() {
  let way = 0;
  let ofTwice: number | null = null;
  return (wide: number, took: number): number => {
    if (ofTwice !== null) way = Math.max(way, 2 * took - ofTwice);
    way = Math.min(way, took);
    const isLong = took - way > LONG;
    ofTwice = isLong ? took : null;
    if (isLong) return Math.max(1, Math.floor(wide / 2));
    return took - way < SHORT ? wide * 4 : wide;
  };
}

/** What is within, without what is beyond the first tip and the last: of their numbers, or of another value that an index has in order. */
export async function cutToTips(
  query: Query,
  { low, high } = ALL_NUMBERS,
  value: RawBuilder<number> = sql`tips.number`,
): Promise<NumberRange> {
  const outermost = (way: 'asc' | 'desc') =>
    query.selectFrom('tips').select(value.as('value')).orderBy(value, way).limit(1);
  const found = await query
    .selectNoFrom([outermost('asc').as('first'), outermost('desc').as('last')])
    .executeTakeFirstOrThrow();
  const [first, last] = [Number(found.first ?? 1), Number(found.last ?? 0)];
  return { low: Math.max(low, first), high: Math.min(high, last) };
}
