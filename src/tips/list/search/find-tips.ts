import type { Context } from '../../../context.ts';
import { needsOfSearch } from '../../../search/plan.ts';
import type { Search } from '../../../search/read-search.ts';
import { createSegments } from '../../../search/segments.ts';
import { contactsVisibleTo, may, type Viewer, visibleTo } from '../../../staff/access.ts';
import { findTipByReceipt } from '../../intake/receipt.ts';
import { anyAlong, type Lead } from '../along.ts';
import { askedTips } from '../asked-tips.ts';
import { EVERYTHING } from '../filter.ts';
import { ALL_NUMBERS, type NumberRange } from '../slices.ts';
import type { TipCondition } from '../views.ts';
import { walkTips } from '../walk.ts';
import { excerptOf } from './excerpt.ts';
import { readLot } from './lot.ts';
import type { Pace } from './pace.ts';
import { createSearchWalk, type Hit, type SearchWalk } from './search-walk.ts';
import type { Sight } from './visible.ts';

export type { Hit };

/** `count`: at least so many, where `isMore`. */
export type Found = {
  search: Search;
  count: number;
  isMore: boolean;
  /** Where the time was over before the page was full: up to it all was looked at, and from it a search goes on. */
  searchedTo: number | null;
  /** It went from older to newer ones. */
  goesUp: boolean;
};

/** `before` and `after` as the list has them; what is found is sorted by number, newest first, and no other way. */
type FindQuestion = {
  search: Search;
  /** Of which tips; it holds the viewer's rights. */
  condition: TipCondition;
  /** What leads to them. */
  lead: Lead;
  /** Those between which they all are, both within; asked once the search begins. */
  numbers: () => Promise<NumberRange>;
  before: number | undefined;
  after: number | undefined;
  pageSize: number;
};

/** So long a search takes in all, in milliseconds. */
const IN_ALL = 300;
/** So long it goes on where what was asked for is there already: the page is full, or the tip is that was meant. */
const MORE = 30;

/** So many are counted at most. */
const MOST_COUNTED = 1_000;

/** A tip that is meant by its number or its receipt stands first of all. */
export async function findTips(
  context: Context,
  viewer: Viewer,
  { search, condition, lead, numbers, before, after, pageSize }: FindQuestion,
  pace: Pace,
): Promise<{ hits: Hit[]; hasMore: boolean; found: Found }> {
  const meant = await meantTip(context, viewer, search);
  const isFirst = before === undefined && after === undefined;
  const begun = pace.begun();
  const end = begun + (isFirst && meant !== null ? MORE : IN_ALL);
  const others: TipCondition = tips => tips.and([condition(tips), tips('tips.number', '!=', meant ?? 0)]);
  const sight = { condition: others, contacts: contactsVisibleTo(viewer) };
  const needs = needsOfSearch(search);
  const [range, few] = [await numbers(), await fewOf(context, sight, lead)];
  const walkFrom = (from: number | null, goesUp: boolean) => {
    const segments = createSegments(context, { needs, ...within(range, from, goesUp), goesUp });
    return createSearchWalk(context, sight, { search, segments, few, goesUp, excerpts: pageSize }, pace);
  };
  const goesUp = after !== undefined;
  const walk = walkFrom(after ?? before ?? null, goesUp);
  await walk.goOn(pageSize + 1, end);
  const hits = walk.hits.slice(0, pageSize);
  const reached = walk.hits.length > pageSize || walk.isAtEnd() ? null : walk.at();
  const searchedTo = reached === null ? null : await besideNextSeen(context, viewer, { reached, goesUp });
  const hasMore = searchedTo !== null || walk.hits.length > pageSize;
  if (goesUp) hits.reverse();

  if (isFirst && meant !== null) hits.unshift(await readMeant(context, viewer, { search, meant }, pace));
  const counted = await countFrom(isFirst ? walk : walkFrom(null, false), end, pace);
  const count = Math.max(counted.count + (meant === null ? 0 : 1), hits.length);
  return {
    hits,
    hasMore,
    found: {
      ...{ search, searchedTo, goesUp },
      ...{ count: Math.min(count, MOST_COUNTED), isMore: counted.isMore || count > MOST_COUNTED },
    },
  };
}

/** Where no more tips than these could be found, nothing is asked of others: of a common word the index leads to thousands. */
const FEW = 2_000;

/** All that a search could find, where an index leads to them and they are few. */
async function fewOf(
  { database: { query } }: Context,
  { condition }: Sight,
  lead: Lead,
): Promise<number[] | null> {
  if (lead === null) return null;
  const cut = { direction: 'desc', between: ALL_NUMBERS, atMost: FEW + 1 } as const;
  const rows = await anyAlong(query, lead, condition, cut).execute();
  return rows.length > FEW ? null : rows.map(({ number }) => number);
}

function within({ low, high }: NumberRange, from: number | null, goesUp: boolean) {
  return goesUp
    ? { from: Math.max(from ?? 0, low - 1), to: high }
    : { from: Math.min(from ?? Number.MAX_SAFE_INTEGER, high + 1), to: low };
}

/**
 * From where to go on after this number: beside the next one that the viewer may see, for the one that was reached may be of a tip of
 * which nothing is told. Null where there is none.
 */
async function besideNextSeen(
  context: Context,
  viewer: Viewer,
  { reached, goesUp }: { reached: number; goesUp: boolean },
): Promise<number | null> {
  const seen = await askedTips(context, viewer, EVERYTHING);
  const way = { sort: 'newest', from: reached, goesBack: goesUp, atMost: 1 } as const;
  const [next] = await walkTips(context.database.query, seen, way);
  return next === undefined ? null : next.number + (goesUp ? -1 : 1);
}

/** From the newest on, as far as it has time. */
async function countFrom(walk: SearchWalk, end: number, pace: Pace) {
  await walk.countOn(MOST_COUNTED + 1, Math.min(end, pace.now() + MORE));
  return { count: walk.count(), isMore: !walk.isAtEnd() };
}

/** The number of the one tip that is meant, where it is there to be seen. */
async function meantTip(context: Context, viewer: Viewer, search: Search): Promise<number | null> {
  const byReceipt = may(viewer, 'find by receipt')
    ? await findTipByReceipt(context, viewer, search.typed)
    : null;
  if (byReceipt !== null || search.number === null) return byReceipt;
  const tip = await context.database.query
    .selectFrom('tips')
    .select('number')
    .where('number', '=', search.number)
    .where(visibleTo(viewer))
    .executeTakeFirst();
  return tip?.number ?? null;
}

/** It may be forgotten: then it is found by its number alone. */
async function readMeant(
  context: Context,
  viewer: Viewer,
  { search, meant }: { search: Search; meant: number },
  pace: Pace,
): Promise<Hit> {
  const range = { low: meant, high: meant, numbers: null, goesUp: false, atMost: 1 };
  const sight = { condition: visibleTo(viewer), contacts: contactsVisibleTo(viewer) };
  const { tips } = await pace.inTurn(() => readLot(context, sight, range));
  const [tip] = tips;
  return { number: meant, excerpt: tip === undefined ? null : excerptOf(tip.texts(), search) };
}
