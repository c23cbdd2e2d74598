import type { Query, Write } from '../../db/database.ts';
import type { MatchedText } from '../match.ts';
import type { TextClass } from '../tokens.ts';

/** A text that a tip is found by. */
export type IndexedText = MatchedText & { of: TextClass };
export type IndexedTip = { number: number; texts(): Iterable<IndexedText> };

/** What there is to be found: whoever builds the index knows nothing else of tips. */
export type TipSource = {
  /** The highest number of a tip below this one; null for none. */
  highestBelow(number: number): Promise<number | null>;
  /** The numbers of those from `low` to `high` that are kept, ascending. */
  numbersIn(low: number, high: number): Promise<number[]>;
  /** Some of these, the first at least, as they are now. Who is forgotten is left out. `read`: so many of the numbers are done. */
  read(numbers: readonly number[]): Promise<{ tips: IndexedTip[]; read: number }>;
  /** Of those from `low` to `high` that are due, or claimed by a builder, all that are forgotten. */
  forgottenIn(
    query: Query | Write,
    table: 'search_due' | 'search_building',
    range: { low: number; high: number },
  ): Promise<number[]>;
};
