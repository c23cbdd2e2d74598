import type { Context } from '../../context.ts';
import { readSearch, type Search } from '../../search/read-search.ts';
import { authorize, type Viewer, visibleTo } from '../../staff/access.ts';
import { tipRecords } from '../rows.ts';
import type { TipRow } from '../tip.ts';
import { type Found, findTips, type Hit } from './find-tips.ts';
import { noteSearch } from './note-search.ts';
import { createPace, type Pace } from './pace.ts';
import { toRows } from './rows.ts';

export const PAGE_SIZE = 50;

/**
 * `before` and `after` are tip numbers, both excluded; the newest page has neither. `topic`: its slug. `searchMark`: of the search that
 * this page belongs to, as an earlier page has told it.
 */
export type ListQuestion = {
  search?: string;
  topic?: string;
  before?: number;
  after?: number;
  searchMark?: string;
};
export type ListPage = {
  rows: TipRow[];
  newer: boolean;
  older: boolean;
  /** What this page is about, from number to number: by them the next ones begin. Null where it is about none. */
  newest: number | null;
  oldest: number | null;
  /** What was searched for, as it was understood, and what came of it; null for the whole list. */
  found: Found | null;
  /** Of the search, for its other pages; null for the whole list. */
  searchMark: string | null;
};

/**
 * One page of the list, newest first, by keyset: the thousandth page costs what the first does. A search goes at the pace
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
  const search = readSearch(question.search ?? '');
  if (search === null) return listAll(context, viewer, question);
  const searchMark = await noteSearch(context, viewer, search.typed, question.searchMark);
  return { ...(await listFound(context, viewer, { ...question, search }, pace)), searchMark };
}

type Edges = { topic?: string | undefined; before?: number | undefined; after?: number | undefined };

async function listAll(context: Context, viewer: Viewer, { topic, before, after }: Edges): Promise<ListPage> {
  const goesUp = after !== undefined;
  let tips = tipRecords(context.database.query)
    .where(visibleTo(viewer))
    .orderBy('number', goesUp ? 'asc' : 'desc')
    .limit(PAGE_SIZE + 1);
  if (topic !== undefined) tips = tips.where('tips.topic', '=', topic);
  if (before !== undefined) tips = tips.where('number', '<', before);
  if (after !== undefined) tips = tips.where('number', '>', after);
  const found = await tips.execute();
  const page = found.slice(0, PAGE_SIZE);
  if (goesUp) page.reverse();
  const rows = await toRows(context, viewer, page);
  const sides = sidesOf({ before, after }, found.length > PAGE_SIZE);
  return { rows, ...edgesOf(rows), ...sides, found: null, searchMark: null };
}

const edgesOf = (rows: TipRow[]) => ({
  newest: rows.at(0)?.number ?? null,
  oldest: rows.at(-1)?.number ?? null,
});

const sidesOf = ({ before, after }: Edges, hasMore: boolean) =>
  after === undefined ? { newer: before !== undefined, older: hasMore } : { newer: hasMore, older: true };

async function listFound(
  context: Context,
  viewer: Viewer,
  { search, topic, before, after }: Edges & { search: Search },
  pace: Pace,
): Promise<Omit<ListPage, 'searchMark'>> {
  const asked = { search, topic, before, after, pageSize: PAGE_SIZE };
  const { hits, hasMore, found } = await findTips(context, viewer, asked, pace);
  const rows = await readHits(context, viewer, hits);
  const edges = edgesOf(rows);
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
