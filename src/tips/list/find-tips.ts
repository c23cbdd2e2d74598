import type { Context } from '../../context.ts';
import { createMatcher } from '../../search/match.ts';
import type { Search } from '../../search/read-search.ts';
import { may, type Viewer, visibleTo } from '../../staff/access.ts';
import { findTipByReceipt } from '../intake/receipt.ts';
import type { Excerpt } from '../tip.ts';
import type { TipCondition } from './condition.ts';
import { excerptOf } from './excerpt.ts';
import { type LotTip, type Range, readLot } from './lot.ts';
import type { Pace } from './pace.ts';

/** A tip that was found. `excerpt`: where, unless its row shows all of it. */
export type Hit = { number: number; excerpt: Excerpt | null };

/** `count`: at least so many, where `isMore`. */
export type Found = {
  search: Search;
  count: number;
  isMore: boolean;
  /** Where the time was over before the page was full: the last tip that was looked at, and to go on from. */
  searchedTo: number | null;
  /** It went from older to newer ones. */
  goesUp: boolean;
};

/** `condition`: of which tips. `before` and `after` as the list has them, by number alone: what is found stands newest first. */
type FindQuestion = {
  search: Search;
  condition: TipCondition;
  before: number | undefined;
  after: number | undefined;
  pageSize: number;
};

/** So long a search takes in all, in milliseconds. */
const IN_ALL = 2_000;
/** So long it goes on where what was asked for is there already: the page is full, or the tip is that was meant. */
const MORE = 300;

/** So many are counted at most. */
const MOST_COUNTED = 1_000;

/**
 * Opens one tip after another, for nothing on disk tells which holds a word. A tip that is meant by its number or its receipt
 * stands first of all.
 */
export async function findTips(
  context: Context,
  viewer: Viewer,
  { search, condition, before, after, pageSize }: FindQuestion,
  pace: Pace,
): Promise<{ hits: Hit[]; hasMore: boolean; found: Found }> {
  const meant = await meantTip(context, viewer, search);
  const isFirst = before === undefined && after === undefined;
  const end = pace.begun() + (isFirst && meant !== null ? MORE : IN_ALL);
  const walkFrom = (from: number | null, goesUp: boolean) =>
    createWalk(context, viewer, { search, condition, from, goesUp, except: meant, excerpts: pageSize }, pace);
  const goesUp = after !== undefined;
  const walk = walkFrom(after ?? before ?? null, goesUp);
  await walk.goOn(pageSize + 1, end);
  const [hits, hasMore] = [walk.hits.slice(0, pageSize), !walk.isAtEnd() || walk.hits.length > pageSize];
  const searchedTo = walk.hits.length > pageSize || walk.isAtEnd() ? null : walk.at();
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

/** From the newest on, as far as it has time. */
async function countFrom(walk: Walk, end: number, pace: Pace) {
  await walk.goOn(MOST_COUNTED + 1, Math.min(end, pace.now() + MORE));
  return { count: walk.hits.length, isMore: !walk.isAtEnd() };
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
  const range = {
    ...{ condition: visibleTo(viewer), from: meant + 1 },
    ...{ goesUp: false, except: null, atMost: 1 },
  };
  const { tips } = await pace.inTurn(() => readLot(context, viewer, range));
  const tip = tips.find(({ number }) => number === meant);
  return { number: meant, excerpt: tip === undefined ? null : excerptOf(tip.texts(), search) };
}

/** A search on its way from tip to tip. */
type Walk = {
  /** In the order of the way. */
  hits: readonly Hit[];
  /** The last tip that was looked at; null for none. */
  at(): number | null;
  /** All has been looked at. */
  isAtEnd(): boolean;
  /** Goes on until so many are found, or that time has come; but always begins, so that who searches on gets on. */
  goOn(found: number, until: number): Promise<void>;
};

type Way = Omit<Range, 'atMost'> & {
  search: Search;
  /** Of so many of the first hits it is told where they were found. */
  excerpts: number;
};

function createWalk(context: Context, viewer: Viewer, way: Way, pace: Pace): Walk {
  const { search, excerpts, ...range } = way;
  const isFound = createMatcher(search);
  const hits: Hit[] = [];
  let at: number | null = null;
  let isAtEnd = false;

  function look(tip: LotTip): void {
    at = tip.number;
    if (!isFound(tip.texts())) return;
    hits.push({
      number: tip.number,
      excerpt: hits.length < excerpts ? excerptOf(tip.texts(), search) : null,
    });
  }

  const goOneLot = () =>
    pace.inTurn(async breathe => {
      const lot = await readLot(context, viewer, { ...range, from: at ?? range.from, atMost: pace.lot });
      for (const tip of lot.tips) {
        look(tip);
        await breathe();
      }
      isAtEnd = lot.isLast;
    });

  return {
    hits,
    at: () => at,
    isAtEnd: () => isAtEnd,
    async goOn(found, until) {
      while (!isAtEnd && hits.length < found && (at === null || pace.now() < until)) await goOneLot();
    },
  };
}
