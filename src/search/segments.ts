import type { Masters } from '../crypto/masters.ts';
import type { Database, Query } from '../db/database.ts';
import { BrokenRun, candidatesIn, type Needs } from './runs/candidates.ts';
import { dropBroken } from './runs/drop-broken.ts';
import { areAllThere, LATE, type Run, readRuns } from './runs/runs.ts';

/**
 * A stretch of tips' numbers, `low` and `high` within it, and those that may have what is searched for, in the order of the way;
 * null: nothing is known of them, each must be looked into.
 */
export type Segment = { low: number; high: number; candidates: readonly number[] | null };

/** `from` is excluded; null for an end. */
export type Way = { needs: Needs; from: number | null; goesUp: boolean };

/** The last is a number that no tip will have. */
const LAST = Number.MAX_SAFE_INTEGER - 1;

/** `areOver`: there are no more behind those that were given. */
export type Segments = { next(): Promise<Segment[]>; areOver(): boolean };

/** A run has been replaced meanwhile. */
class Replaced extends Error {
  override name = 'Replaced';
}

/** So many runs are asked at once: of a common word the first has enough. */
const STEPS = [1, 4, 16, 32] as const;
/** As often as a merge may go by. */
const TRIES = 3;

type IndexContext = { database: Database; masters: Masters; clock: () => number };

/** The index, or nothing where it cannot be read: then all must be looked into. */
type Index = { bases: Run[]; lates: Run[]; lateNumbers: Map<number, Late> };
/** The latest run that knows a changed tip, and whether it may have what is searched for. */
type Late = { generation: number; isCandidate: boolean };

/**
 * Leads from stretch to stretch to all tips that may have what is searched for; none is missing, be it new, changed, or in no run
 * yet. Ends with an empty list.
 */
export function createSegments(context: IndexContext, { needs, from, goesUp }: Way): Segments {
  const { query } = context.database;
  let [step, at] = [0, from ?? (goesUp ? 0 : Number.MAX_SAFE_INTEGER)];
  let index: Index | null = null;
  const missing = new Set<string>();

  async function nextOnce(): Promise<Segment[]> {
    index ??= await readIndex(context, needs);
    const runs = nextRuns(index.bases, { at, goesUp, atMost: STEPS[step] ?? 32 });
    const [first] = runs;
    const gap = gapBefore(first, { at, goesUp });
    if (gap !== null) return [gap];
    // Before the runs are asked: what leaves this list meanwhile is in a run that is none of these, and they are found gone.
    const due = await readDue(query, runs);
    const [found, areThere] = await Promise.all([
      candidatesIn(query, runs, needs),
      areAllThere(query, runs, index.lates),
    ]);
    if (!areThere) throw new Replaced();
    const { lateNumbers } = index;
    return runs.map(of => segmentOf(of, found.get(of) ?? [], { due, lateNumbers, at, goesUp }));
  }

  /** A run that was replaced is not among those that are read anew: where one is, and lacks a bin again, it is damaged. */
  async function dropIfBroken({ run, how }: BrokenRun): Promise<void> {
    if (how === 'damaged' || missing.has(run)) await dropBroken(context, [run]);
    missing.add(run);
  }

  const areOver = () => (goesUp ? at >= LAST : at <= 1);

  return {
    areOver,
    async next() {
      if (areOver()) return [];
      for (let tries = 1; ; tries++) {
        try {
          const segments = await nextOnce();
          step++;
          const last = segments.at(-1);
          if (last !== undefined) at = goesUp ? last.high : last.low;
          return segments;
        } catch (error) {
          if (!(error instanceof BrokenRun || error instanceof Replaced)) throw error;
          if (error instanceof BrokenRun) await dropIfBroken(error);
          index = tries < TRIES ? null : { bases: [], lates: [], lateNumbers: new Map() };
        }
      }
    },
  };
}

async function readIndex(context: IndexContext, needs: Needs): Promise<Index> {
  const { database, masters } = context;
  const { query } = database;
  const { runs, broken } = await readRuns(query, masters);
  if (broken.length > 0) {
    await dropBroken(context, broken);
    return readIndex(context, needs);
  }
  const [lates, bases] = [runs.filter(isLate), runs.filter(run => !isLate(run))];
  const found = await candidatesIn(query, lates, needs);
  const lateNumbers = new Map<number, Late>();
  for (const run of lates.toSorted((a, b) => a.generation - b.generation)) {
    const candidates = new Set(found.get(run));
    for (const number of run.numbers ?? [])
      lateNumbers.set(number, { generation: run.generation, isCandidate: candidates.has(number) });
  }
  return { bases, lates, lateNumbers };
}

const isLate = ({ level }: Run) => level === LATE;

type Place = { at: number; goesUp: boolean };

/** The next runs on the way that follow each other without a gap; what is before the first of them is none of their business. */
function nextRuns(bases: readonly Run[], { at, goesUp, atMost }: Place & { atMost: number }): Run[] {
  const ahead = bases
    .filter(({ low, high }) => (goesUp ? high > at : low < at))
    .sort((a, b) => (goesUp ? a.low - b.low : b.low - a.low));
  const follows = (run: Run, before: Run) =>
    goesUp ? run.low === before.high + 1 : run.high === before.low - 1;
  const end = ahead.findIndex((run, i) => {
    const before = ahead[i - 1];
    return i >= atMost || (before !== undefined && !follows(run, before));
  });
  return end < 0 ? ahead : ahead.slice(0, end);
}

function gapBefore(next: Run | undefined, { at, goesUp }: Place): Segment | null {
  const [low, high] = goesUp
    ? [at + 1, next === undefined ? LAST : next.low - 1]
    : [next === undefined ? 1 : next.high + 1, at - 1];
  return low > high ? null : { low, high, candidates: null };
}

/** Of those that runs hold the ones that have changed since, or came after. */
export async function readDue(
  query: Query,
  runs: readonly { low: number; high: number }[],
): Promise<Set<number>> {
  const low = Math.min(...runs.map(run => run.low));
  const high = Math.max(...runs.map(run => run.high));
  const between = (table: 'search_due' | 'search_building') =>
    query.selectFrom(table).select('tip').where('tip', '>=', low).where('tip', '<=', high);
  const rows = await between('search_due').unionAll(between('search_building')).execute();
  return new Set(rows.map(({ tip }) => tip));
}

type Beside = Place & { due: ReadonlySet<number>; lateNumbers: ReadonlyMap<number, Late> };

function segmentOf(
  { low, high, generation }: Run,
  found: readonly number[],
  { due, lateNumbers, at, goesUp }: Beside,
): Segment {
  const isLater = (number: number) => (lateNumbers.get(number)?.generation ?? 0) > generation;
  const isAhead = (number: number) => (goesUp ? number > at : number < at);
  const isHere = (number: number) => number >= low && number <= high && isAhead(number);
  const changed = [...lateNumbers].flatMap(([number, late]) =>
    late.isCandidate && late.generation > generation && isHere(number) && !due.has(number) ? [number] : [],
  );
  const candidates = [
    ...found.filter(number => isAhead(number) && !due.has(number) && !isLater(number)),
    ...changed,
    ...[...due].filter(isHere),
  ].sort((a, b) => (goesUp ? a - b : b - a));
  return { low, high, candidates };
}
