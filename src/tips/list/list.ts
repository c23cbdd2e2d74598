import type { Context } from '../../context.ts';
import { readSearch, type Search } from '../../search/read-search.ts';
import { authorize, type Viewer, visibleTo } from '../../staff/access.ts';
import { tipRecords } from '../rows.ts';
import type { TipRow } from '../tip.ts';
import { askedTips } from './asked-tips.ts';
import { EVERYTHING, type Filter, type Sort, wholeSearch } from './filter.ts';
import { toRows } from './rows.ts';
import { type Found, findTips, type Hit } from './search/find-tips.ts';
import { noteSearch } from './search/note-search.ts';
import { numbersOfDays } from './search/number-range.ts';
import { createPace, type Pace } from './search/pace.ts';
import { type Place, placeOf, walkTips } from './walk.ts';

export const PAGE_SIZE = 50;

/**
 * `before` and `after` are places, both excluded: of a page behind, and of one ahead; the first page has neither. `searchMark`: of the
 * search that this page belongs to, as an earlier page has told it.
 */
export type ListQuestion = {
  /** All tips, where it is not said. */
  filter?: Filter;
  search?: string;
  before?: Place;
  after?: Place;
  searchMark?: string;
};
export type ListPage = {
  rows: TipRow[];
  newer: boolean;
  older: boolean;
  /** What this page is about, from place to place: by them the next ones begin. Null where it is about none. */
  newest: Place | null;
  oldest: Place | null;
  /** What was searched for, as it was understood, and what came of it; null for the whole list. */
  found: Found | null;
  /** Of the search, for its other pages; null for the whole list. */
  searchMark: string | null;
};

/**
 * One page of the list, by keyset: the thousandth page costs what the first does. What is searched for stands newest first. A search goes at the pace
 * of all others beside it, and may come to its end before it has seen all; the history tells of it before it begins.
 * @throws {Refusal} when the viewer may not list tips.
 */
export async function listTips(
  context: Context,
  viewer: Viewer,
  question: ListQuestion,
  pace: Pace = createPace(),
): Promise<ListPage> {
  authorize(viewer, 'list tips');
  const { before, after, filter = EVERYTHING } = question;
  const search = readSearch(wholeSearch(filter, question.search));
  if (search === null) return listAll(context, viewer, { filter, before, after });
  const searchMark = await noteSearch(context, viewer, search.typed, question.searchMark);
  return { ...(await listFound(context, viewer, { filter, before, after, search }, pace)), searchMark };
}

type Edges = { before: Place | undefined; after: Place | undefined };
type Asked = Edges & { filter: Filter };

async function listAll(
  context: Context,
  viewer: Viewer,
  { filter, before, after }: Asked,
): Promise<ListPage> {
  const goesBack = after !== undefined;
  const way = {
    sort: filter.sort,
    from: after ?? before ?? null,
    goesBack,
    atMost: PAGE_SIZE + 1,
  };
  const asked = await askedTips(context, viewer, filter);
  const found = await walkTips(context.database.query, asked, way);
  const page = found.slice(0, PAGE_SIZE);
  if (goesBack) page.reverse();
  const rows = await toRows(context, viewer, page);
  const sides = sidesOf({ before, after }, found.length > PAGE_SIZE);
  return { rows, ...edgesOf(rows, filter.sort), ...sides, found: null, searchMark: null };
}

function edgesOf(rows: TipRow[], sort: Sort): { newest: Place | null; oldest: Place | null } {
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    newest: first === undefined ? null : placeOf(first, sort),
    oldest: last === undefined ? null : placeOf(last, sort),
  };
}

const sidesOf = ({ before, after }: Edges, hasMore: boolean) =>
  after === undefined ? { newer: before !== undefined, older: hasMore } : { newer: hasMore, older: true };

const numberOf = (place: Place | undefined) => (typeof place === 'object' ? place[1] : place);

async function listFound(
  context: Context,
  viewer: Viewer,
  { search, filter, ...asked }: Asked & { search: Search },
  pace: Pace,
): Promise<Omit<ListPage, 'searchMark'>> {
  const [before, after] = [numberOf(asked.before), numberOf(asked.after)];
  const { condition, lead } = await askedTips(context, viewer, filter);
  const numbers = () => numbersOfDays(context, viewer, filter);
  const { hits, hasMore, found } = await findTips(
    context,
    viewer,
    { search, condition, lead, numbers, before, after, pageSize: PAGE_SIZE },
    pace,
  );
  const rows = await readHits(context, viewer, hits);
  const edges = edgesOf(rows, 'newest');
  // Where its time was over, the page ends with what it has looked at; where nothing was found, it begins where it was to.
  const [upTo, downTo] = after === undefined ? [null, found.searchedTo] : [found.searchedTo, null];
  return {
    rows,
    newest: upTo ?? edges.newest ?? (before === undefined ? null : before - 1),
    oldest: downTo ?? edges.oldest ?? (after === undefined ? null : after + 1),
    ...sidesOf({ before, after }, hasMore),
    found,
  };
}

async function readHits(context: Context, viewer: Viewer, hits: Hit[]): Promise<TipRow[]> {
  if (hits.length === 0) return [];
  const numbers = hits.map(({ number }) => number);
  const records = await tipRecords(context.database.query)
    .where('number', 'in', numbers)
    .where(visibleTo(viewer))
    .execute();
  const rows = new Map((await toRows(context, viewer, records)).map(row => [row.number, row]));
  return hits.flatMap(({ number, excerpt }) => {
    const row = rows.get(number);
    // It may have been forgotten meanwhile.
    return row === undefined ? [] : [{ ...row, excerpt: row.kept ? excerpt : null }];
  });
}
