import type { Query } from '../../db/database.ts';
import { LATE, LEVELS, type Run } from '../runs/runs.ts';
import type { TipSource } from './tip-source.ts';

/** A run to be built. `numbers`: of its tips, where it is a late one; without any, the others only go. */
export type RunPlan = {
  level: number;
  low: number;
  high: number;
  numbers: readonly number[] | null;
  replaces: readonly string[];
};

/** `enough`: so many tips that are new or have changed are worth a run. */
export type Asked = { query: Query; source: TipSource; runs: readonly Run[]; enough: number };

/** Of more late runs than so many the oldest goes: its tips are put into the runs that they belong to. */
const MOST_LATE = 8;
const [SMALL, LARGE] = LEVELS;
const LAST = Number.MAX_SAFE_INTEGER - 1;

/**
 * What to do next: first what is to be forgotten, then what nothing leads to yet, newest first, then what has changed. Null: nothing.
 * The newest tips are in small runs, which are built again as they fill; once their numbers are full eight become a large one.
 */
export async function planNext(asked: Asked): Promise<RunPlan | null> {
  const newest = await asked.source.highestBelow(LAST);
  if (newest === null) return null;
  const openFrom = rangeOf(1, newest).low;
  return (
    (await planResealing(asked)) ??
    (await planCovering(asked, newest, openFrom)) ??
    (await planChanged(asked, openFrom)) ??
    (await planLate(asked, openFrom)) ??
    planFolding(asked)
  );
}

const isLate = ({ level }: Run) => level === LATE;
const holds = (number: number) => (run: Run) => !isLate(run) && run.low <= number && run.high >= number;

function rangeOf(level: number, number: number): { low: number; high: number } {
  const size = level === 0 ? SMALL : LARGE;
  const before = Math.floor((number - 1) / size) * size;
  return { low: before + 1, high: before + size };
}

function planRange({ runs }: Asked, level: number, number: number): RunPlan {
  const range = rangeOf(level, number);
  const within = runs.filter(run => !isLate(run) && run.low >= range.low && run.high <= range.high);
  return { level, ...range, numbers: null, replaces: within.map(({ id }) => id) };
}

function planOfLate(numbers: readonly number[], replaces: readonly Run[]): RunPlan {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return {
    level: LATE,
    ...{ low: sorted.at(0) ?? 0, high: sorted.at(-1) ?? 0, numbers: sorted },
    replaces: replaces.map(({ id }) => id),
  };
}

/**
 * Runs that hold a tip that is forgotten go with their keys, whether it is proved to be gone or not: an older version proves without a
 * look at the index.
 */
async function planResealing(asked: Asked): Promise<RunPlan | null> {
  if (asked.runs.length === 0) return null;
  const range = {
    low: Math.min(...asked.runs.map(({ low }) => low)),
    high: Math.max(...asked.runs.map(({ high }) => high)),
  };
  const forgotten = new Set(await asked.source.forgottenIn(asked.query, 'search_due', range));
  for (const run of asked.runs.filter(isLate)) {
    const kept = run.numbers?.filter(number => !forgotten.has(number)) ?? [];
    if (kept.length < run.tips) return planOfLate(kept, [run]);
  }
  for (const number of forgotten) {
    const run = asked.runs.find(holds(number));
    if (run !== undefined) return planRange(asked, run.level, number);
  }
  return null;
}

async function planCovering(asked: Asked, newest: number, openFrom: number): Promise<RunPlan | null> {
  const levelAt = (number: number) => (number >= openFrom ? 0 : 1);
  for (let at: number | null = newest; at !== null; ) {
    const level = levelAt(at);
    const range = rangeOf(level, at);
    const run = asked.runs.find(holds(at));
    let low = range.low;
    if (run !== undefined && run.level >= level) low = lowestInRow(run);
    else if (run !== undefined || (await isWorthIt(asked, range, newest))) return planRange(asked, level, at);
    at = await asked.source.highestBelow(low);
  }
  return null;

  function lowestInRow({ low }: Run): number {
    const below = asked.runs.find(holds(low - 1));
    return below !== undefined && below.level >= levelAt(below.high) ? lowestInRow(below) : low;
  }
}

/** The last tips are looked into one by one, until there are enough. */
async function isWorthIt(
  { source, enough }: Asked,
  { low, high }: { low: number; high: number },
  newest: number,
): Promise<boolean> {
  return newest > high || (await source.numbersIn(low, high)).length >= enough;
}

/** A small run is built again as a whole. */
async function planChanged(asked: Asked, openFrom: number): Promise<RunPlan | null> {
  const { query, runs, enough } = asked;
  const rows = await query
    .selectFrom('search_due')
    .select('tip')
    .where('tip', '>=', openFrom)
    .orderBy('tip', 'desc')
    .execute();
  const due = rows.filter(({ tip }) => runs.some(holds(tip)));
  const full = [...Map.groupBy(due, ({ tip }) => rangeOf(0, tip).low)].find(
    ([, some]) => some.length >= enough,
  );
  return full === undefined ? null : planRange(asked, 0, full[0]);
}

/** For a few changed tips no large run is built again. */
async function planLate({ query, runs, enough }: Asked, openFrom: number): Promise<RunPlan | null> {
  const rows = await query
    .selectFrom('search_due')
    .select('tip')
    .where('tip', '<', openFrom)
    .orderBy('tip')
    .limit(SMALL)
    .execute();
  if (rows.length === 0 || rows.length < enough) return null;
  const numbers = rows.map(({ tip }) => tip);
  const unfilled = runs.find(run => isLate(run) && run.tips + numbers.length <= SMALL);
  return unfilled === undefined
    ? planOfLate(numbers, [])
    : planOfLate([...(unfilled.numbers ?? []), ...numbers], [unfilled]);
}

function planFolding(asked: Asked): RunPlan | null {
  const lates = asked.runs.filter(isLate).sort((a, b) => a.generation - b.generation);
  const [oldest] = lates;
  if (oldest === undefined || lates.length < MOST_LATE) return null;
  for (const number of oldest.numbers ?? []) {
    const run = asked.runs.find(holds(number));
    if (run !== undefined && run.generation < oldest.generation) return planRange(asked, run.level, number);
  }
  return planOfLate([], [oldest]);
}
