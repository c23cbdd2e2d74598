import type { Context } from '../../context.ts';
import { createMatcher } from '../../search/match.ts';
import type { Search } from '../../search/read-search.ts';
import type { Segment, Segments } from '../../search/segments.ts';
import type { Excerpt } from '../tip.ts';
import { excerptOf } from './excerpt.ts';
import { type LotTip, readLot, type Sight } from './lot.ts';
import type { Pace } from './pace.ts';

/** A tip that was found. `excerpt`: where, unless its row shows all of it. */
export type Hit = { number: number; excerpt: Excerpt | null };

/** A search on its way from tip to tip. */
export type SearchWalk = {
  /** In the order of the way. */
  hits: readonly Hit[];
  /** The last tip that was looked at, or could have been; null for none. */
  at(): number | null;
  /** All has been looked at. */
  isAtEnd(): boolean;
  /** Goes on until so many are found, or that time has come; but always begins, so that who searches on gets on. */
  goOn(found: number, until: number): Promise<void>;
};

export type WalkQuestion = {
  search: Search;
  /** What it goes along. */
  segments: Segments;
  goesUp: boolean;
  /** Of so many of the first hits it is told where they were found. */
  excerpts: number;
};

/** The index leads to tips, and each is opened and looked into before it counts as found. */
export function createSearchWalk(
  context: Context,
  sight: Sight,
  { search, segments, goesUp, excerpts }: WalkQuestion,
  pace: Pace,
): SearchWalk {
  const isFound = createMatcher(search);
  const hits: Hit[] = [];
  let ahead: Segment[] = [];
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

  function passBy({ low, high }: Segment): void {
    ahead.shift();
    at = goesUp ? high : low;
    isAtEnd = ahead.length === 0 && segments.areOver();
  }

  async function lookInto(stretch: Segment, breathe: () => Promise<void>): Promise<void> {
    const numbers = stretch.candidates?.slice(0, pace.lot) ?? null;
    const range = { low: stretch.low, high: stretch.high, numbers, goesUp, atMost: pace.lot };
    const lot = await readLot(context, sight, range);
    for (const tip of lot.tips) {
      look(tip);
      await breathe();
    }
    // Those of the lot that may not be seen are behind us too.
    const last = lot.isLast && numbers !== null ? numbers.at(-1) : lot.tips.at(-1)?.number;
    const isDone = lot.isLast && (numbers === null || numbers.length === stretch.candidates?.length);
    if (isDone || last === undefined) {
      passBy(stretch);
    } else ahead[0] = restOf(stretch, last, goesUp);
  }

  const goOneLot = () =>
    pace.inTurn(async breathe => {
      if (ahead.length === 0) ahead = await segments.next();
      const [stretch] = ahead;
      if (stretch === undefined) isAtEnd = true;
      else if (stretch.candidates?.length === 0) passBy(stretch);
      else await lookInto(stretch, breathe);
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

function restOf({ low, high, candidates }: Segment, last: number, goesUp: boolean): Segment {
  const isAhead = (number: number) => (goesUp ? number > last : number < last);
  const bounds = goesUp ? { low: last + 1, high } : { low, high: last - 1 };
  return { ...bounds, candidates: candidates?.filter(isAhead) ?? null };
}
