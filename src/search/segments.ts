import type { Masters } from '../crypto/masters.ts';
import type { Database, Query } from '../db/database.ts';
import { BrokenRun, type Candidates, candidatesIn, type Needs } from './runs/candidates.ts';
import { dropBroken } from './runs/drop-broken.ts';
import { areAllThere, LATE, type Run, readRuns } from './runs/runs.ts';

/**
 * A stretch of tips' numbers, `low` and `high` within it, and those that may have what is searched for, in the order of the way;
 * null: nothing is known of them, each must be looked into. `changed`: since they came into the index, so that it knows nothing of
 * them; `persons`: as `Candidates` has them.
 */
export type Segment = {
  low: number;
  high: number;
  candidates: readonly number[] | null;
  changed: ReadonlySet<number>;
  persons: ReadonlySet<number>;
};

/** `from` is excluded, `to` within; null for an end. */
export type Way = { needs: Needs; from: number | null; to?: number | null; goesUp: boolean };

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
/** The latest run that knows a changed tip, and whether it may have what is searched for; `isPerson`: as `Candidates` has them. */
type Late = { generation: number; isCandidate: boolean; isPerson: boolean };

/**
 * Leads from stretch to stretch to all tips that may have what is searched for; none is missing, be it new, changed, or in no run
 * yet. Ends with an empty list.
 */
export function createSegments(context: IndexContext, { needs, from, to, goesUp }: Way): Segments {
  const { query } = context.database;
  const end = to ?? (goesUp ? LAST : 1);
  let [step, at] = [0, from ?? (goesUp ? 0 : Number.MAX_SAFE_INTEGER)];
  let index: Index | null = null;
  const missing = new Set<string>();

  async function nextOnce(): Promise<Segment[]> {
    index ??= await readIndex(context, needs);
    const place = { at, end, goesUp };
    const runs = nextRuns(index.bases, { ...place, atMost: STEPS[step] ?? 32 });
    const [first] = runs;
    const gap = gapBefore(first, place);
    if (gap !== null) return [gap];
    // Before the runs are asked: what leaves this list meanwhile is in a run that is none of these, and they are found gone.
    const due = await readDue(query, runs);
    const [found, areThere] = await Promise.all([
      candidatesIn(query, runs, needs),
      areAllThere(query, runs, index.lates),
    ]);
    if (!areThere) throw new Replaced();
    const { lateNumbers } = index;
    return runs.map(of => segmentOf(of, found.get(of) ?? NONE, { due, lateNumbers, ...place }));
  }

  /** A run that was replaced is not among those that are read anew: where one is, and lacks a bin again, it is damaged. */
  async function dropIfBroken({ run, how }: BrokenRun): Promise<void> {
    if (how === 'damaged' || missing.has(run)) await dropBroken(context, [run]);
    missing.add(run);
  }

  const areOver = () => (goesUp ? at >= end : at <= end);

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
    const { numbers, persons } = found.get(run) ?? NONE;
    const candidates = new Set(numbers);
    for (const number of run.numbers ?? [])
      lateNumbers.set(number, {
        ...{ generation: run.generation, isCandidate: candidates.has(number), isPerson: persons.has(number) },
      });
  }
  return { bases, lates, lateNumbers };
}

const isLate = ({ level }: Run) => level === LATE;

const NONE: Candidates = { numbers: [], persons: new Set() };

/** From behind `at` to `end`. */
type Place = { at: number; end: number; goesUp: boolean };

/** The next runs on the way that follow each other without a gap; what is before the first of them is none of their business. */
function nextRuns(bases: readonly Run[], { at, end, goesUp, atMost }: Steps): Run[] {
  const ahead = bases
    .filter(({ low, high }) => (goesUp ? high > at && low <= end : low < at && high >= end))
    .sort((a, b) => (goesUp ? a.low - b.low : b.low - a.low));
  const follows = (run: Run, before: Run) =>
    goesUp ? run.low === before.high + 1 : run.high === before.low - 1;
  const last = ahead.findIndex((run, i) => {
    const before = ahead[i - 1];
    return i >= atMost || (before !== undefined && !follows(run, before));
  });
  return last < 0 ? ahead : ahead.slice(0, last);
}

type Steps = Place & { atMost: number };

function gapBefore(next: Run | undefined, { at, end, goesUp }: Place): Segment | null {
  const [low, high] = goesUp
    ? [at + 1, Math.min(end, (next?.low ?? Number.POSITIVE_INFINITY) - 1)]
    : [Math.max(end, (next?.high ?? 0) + 1), at - 1];
  return low > high ? null : { low, high, candidates: null, changed: new Set(), persons: new Set() };
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
  found: Candidates,
  { due, lateNumbers, at, end, goesUp }: Beside,
): Segment {
  const isLater = (number: number) => (lateNumbers.get(number)?.generation ?? 0) > generation;
  const isAhead = (number: number) => (goesUp ? number > at && number <= end : number < at && number >= end);
  const isHere = (number: number) => number >= low && number <= high && isAhead(number);
  const late = [...lateNumbers].filter(
    ([number, { isCandidate }]) => isCandidate && isLater(number) && isHere(number) && !due.has(number),
  );
  const known = (number: number) => isAhead(number) && !due.has(number) && !isLater(number);
  const changed = [...due].filter(isHere);
  const candidates = [...found.numbers.filter(known), ...late.map(([number]) => number), ...changed];
  const latePersons = late.filter(([, { isPerson }]) => isPerson).map(([number]) => number);
  return {
    ...{ low, high, changed: new Set(changed) },
    candidates: candidates.sort((a, b) => (goesUp ? a - b : b - a)),
    persons: new Set([...[...found.persons].filter(known), ...latePersons]),
  };
}
