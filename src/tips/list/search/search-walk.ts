import type { Context } from '../../../context.ts';
import { createMatcher } from '../../../search/match.ts';
import { isExact } from '../../../search/plan.ts';
import type { Search } from '../../../search/read-search.ts';
import type { Segments } from '../../../search/segments.ts';
import type { Excerpt } from '../../tip.ts';
import { excerptOf } from './excerpt.ts';
import { type LotTip, readLot } from './lot.ts';
import type { Pace } from './pace.ts';
import { changedFirst, createStretches, type Stretch } from './stretches.ts';
import { countVisible, readVisible, type Sight } from './visible.ts';

/** A tip that was found. `excerpt`: where, unless its row shows all of it. */
export type Hit = { number: number; excerpt: Excerpt | null };

/** A search on its way from tip to tip. */
export type SearchWalk = {
  /** In the order of the way; behind those that were asked for some may be counted alone. */
  hits: readonly Hit[];
  /** All that were found. */
  count(): number;
  /** The last tip that was looked at, or could have been; null for none. */
  at(): number | null;
  /** All has been looked at. */
  isAtEnd(): boolean;
  /** Goes on until so many are found, or that time has come; but always begins, so that who searches on gets on. */
  goOn(found: number, until: number): Promise<void>;
  /** The same, but where the index is exact, tips are counted by it alone; the hits come to an end here. */
  countOn(found: number, until: number): Promise<void>;
};

export type WalkQuestion = {
  search: Search;
  /** What it goes along. */
  segments: Segments;
  /** All tips that it could find, where they are few. */
  few: readonly number[] | null;
  goesUp: boolean;
  /** Of so many of the first hits it is told where they were found. */
  excerpts: number;
};

/** Of a common word a page is full with it; each lot after it is twice as large. */
const FIRST_LOT = 64;
/** So many are counted at once. */
const AT_ONCE = 1_000;
/** Where fewer than one in so many of a lot may be seen, those of the whole stretch are asked for first. */
const SPARSE = 4;

/** The index leads to tips, and each is opened and looked into before it is a hit. */
export function createSearchWalk(
  context: Context,
  sight: Sight,
  { search, segments, few, goesUp, excerpts }: WalkQuestion,
  pace: Pace,
): SearchWalk {
  const way = createStretches(segments, goesUp, few);
  const { hits, look } = createHits(search, excerpts);
  let [counted, isSparse, atMost] = [0, false, Math.min(FIRST_LOT, pace.lot)];

  async function lookInto({ low, high, candidates }: Stretch, breathe: () => Promise<void>): Promise<void> {
    const numbers = candidates?.slice(0, atMost) ?? null;
    const { tips, isLast } = await readLot(context, sight, { low, high, numbers, goesUp, atMost });
    atMost = Math.min(tips.length === 0 ? atMost : 2 * atMost, pace.lot);
    for (const tip of tips) {
      look(tip);
      await breathe();
    }
    if (numbers !== null && isLast && tips.length * SPARSE < numbers.length) isSparse = true;
    // Those of the lot that may not be seen are behind us too.
    const last = isLast && numbers !== null ? numbers.at(-1) : tips.at(-1)?.number;
    if (last === undefined || (isLast && numbers === null)) way.passBy();
    else way.behind(last);
  }

  /** Of many that may have it, few may be seen: lot by lot one would ask a statement for hardly any. */
  async function leaveVisible(numbers: readonly number[]): Promise<void> {
    const visible = await readVisible(context, sight, numbers);
    isSparse = visible.length * SPARSE < numbers.length;
    way.leave(visible.map(({ number }) => number));
  }

  async function countIn(candidates: readonly number[], persons: Stretch['persons']): Promise<void> {
    const numbers = candidates.slice(0, AT_ONCE);
    counted += await countVisible(context, sight, numbers, persons);
    way.behind(numbers.at(-1) ?? 0);
  }

  const goOneLot = (counts: boolean) =>
    pace.inTurn(async breathe => {
      const stretch = await way.current(counts ? changedFirst : null);
      if (stretch === null) return;
      const { candidates, changed, persons, isVisible = false } = stretch;
      if (candidates?.length === 0) way.passBy();
      else if (counts && candidates !== null && changed.size === 0) await countIn(candidates, persons);
      else if (isSparse && !isVisible && candidates !== null && candidates.length > pace.lot)
        await leaveVisible(candidates);
      else await lookInto(stretch, breathe);
    });

  const count = () => hits.length + counted;
  const goTo = async (found: number, until: number, counts: boolean) => {
    while (!way.isAtEnd() && count() < found && (way.at() === null || pace.now() < until))
      await goOneLot(counts);
  };
  return {
    ...{ hits, count, at: way.at, isAtEnd: way.isAtEnd },
    goOn: (found, until) => goTo(found, until, false),
    countOn: (found, until) => goTo(found, until, isExact(search)),
  };
}

function createHits(search: Search, excerpts: number) {
  const isFound = createMatcher(search);
  const hits: Hit[] = [];
  return {
    hits,
    look({ number, texts }: LotTip): void {
      if (!isFound(texts())) return;
      hits.push({ number, excerpt: hits.length < excerpts ? excerptOf(texts(), search) : null });
    },
  };
}
