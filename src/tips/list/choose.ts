import type { Context } from '../../context.ts';
import { readSearch } from '../../search/read-search.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import { isBetween } from './along.ts';
import { type AskedTips, askedTips } from './asked-tips.ts';
import { type Filter, wholeSearch } from './filter.ts';
import type { ListQuestion } from './list.ts';
import { findTips } from './search/find-tips.ts';
import { noteSearch } from './search/note-search.ts';
import { numbersOfDays } from './search/number-range.ts';
import type { Pace } from './search/pace.ts';
import { cutToTips, inSlices } from './slices.ts';

type Asked = Pick<ListQuestion, 'search' | 'searchMark'> & { filter: Filter };

/** Found at once. */
const LOT = 500;

/**
 * The numbers of all tips that a list shows on all of its pages, but no more than so many; of those alone that were there when it
 * was drawn.
 * @throws {Refusal} when the viewer may not list tips.
 */
export async function chooseAll(
  context: Context,
  viewer: Viewer,
  { filter, search: typed = '', searchMark }: Asked,
  { asOf, atMost, pace }: { asOf: number | null; atMost: number; pace: Pace },
): Promise<number[]> {
  authorize(viewer, 'list tips');
  const asked = await askedTips(context, viewer, filter);
  const search = readSearch(wholeSearch(filter, typed));
  const there = (numbers: readonly number[]) => thoseThere(context, numbers, asOf);
  if (search === null) return chooseListed(context, asked, { asOf, atMost });
  const { condition, lead } = asked;
  const numbers = () => numbersOfDays(context, viewer, filter);
  await noteSearch(context, viewer, search.typed, searchMark);
  const found = new Set<number>();
  for (let before: number | undefined; found.size < atMost; ) {
    const question = { search, condition, lead, numbers, before, after: undefined, pageSize: LOT };
    const { hits, hasMore, found: way } = await findTips(context, viewer, question, pace);
    for (const number of await there(hits.map(hit => hit.number))) found.add(number);
    // A tip that is meant by its number stands first of all, out of turn.
    const last = way.searchedTo ?? hits.at(-1)?.number;
    if (!hasMore || last === undefined || last === before) break;
    before = last;
  }
  return [...found].slice(0, atMost);
}

async function chooseListed(
  { database: { query } }: Context,
  { condition }: AskedTips,
  { asOf, atMost }: { asOf: number | null; atMost: number },
): Promise<number[]> {
  const whole = await cutToTips(query);
  const chosen: number[] = [];
  await inSlices({ whole, goesDown: true }, async slice => {
    const rows = await query
      .selectFrom('tips')
      .select('tips.number')
      .where(condition)
      .where(isBetween(slice))
      .where(tips => (asOf === null ? tips.lit(true) : tips('tips.received_at', '<=', asOf)))
      .orderBy('tips.number', 'desc')
      .limit(atMost - chosen.length)
      .execute();
    chosen.push(...rows.map(({ number }) => number));
    return chosen.length < atMost ? 'more' : 'enough';
  });
  return chosen;
}

async function thoseThere(
  { database: { query } }: Context,
  numbers: readonly number[],
  asOf: number | null,
): Promise<readonly number[]> {
  if (asOf === null || numbers.length === 0) return numbers;
  const rows = await query
    .selectFrom('tips')
    .select('number')
    .where('number', 'in', numbers)
    .where('received_at', '<=', asOf)
    .execute();
  return rows.map(({ number }) => number);
}
