import { sql } from 'kysely';
import { z } from 'zod';
import type { Masters } from '../../crypto/masters.ts';
import type { Query, Write } from '../../db/database.ts';
import { KEYS_DROPPED, writeFact } from '../../db/desk-facts.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { openRunKeys, openSlots, type RunKeys } from './run-keys.ts';

/** The tips from `low` to `high`, of so many numbers; or the late ones, which changed since they came into such a run. */
export const LEVELS = [2_048, 16_384] as const;
export const LATE = 2;

/** A part of the index. `numbers`: of the tips in its slots; null where the first slot is `low`, and so on. */
export type Run = {
  id: string;
  generation: number;
  level: number;
  low: number;
  high: number;
  tips: number;
  bins: number;
  keys: RunKeys;
  numbers: readonly number[] | null;
};

/** Keys are unwrapped once: those of a million tips take half a millisecond. */
const opened = new WeakMap<Masters, Map<string, Run>>();

/** All runs, and the ids of those that do not open. */
export async function readRuns(query: Query, masters: Masters): Promise<{ runs: Run[]; broken: string[] }> {
  const rows = await query.selectFrom('search_runs').selectAll().orderBy('low', 'desc').execute();
  const known = opened.get(masters);
  const runs = new Map<string, Run>();
  const broken: string[] = [];
  for (const row of rows) {
    const run = known?.get(row.id) ?? openRun(masters, row);
    if (run === null) broken.push(row.id);
    else runs.set(row.id, run);
  }
  opened.set(masters, runs);
  return { runs: [...runs.values()], broken };
}

const numbersShape = z.array(z.int());

function openRun(masters: Masters, row: Schema['search_runs']): Run | null {
  const { master: _, wrapped: __, slots, ...facts } = row;
  const keys = openRunKeys(masters, row);
  if (keys === null) return null;
  if (slots === null) return { ...facts, keys, numbers: null };
  const json = openSlots(keys, row.id, slots);
  return json === null ? null : { ...facts, keys, numbers: numbersShape.parse(JSON.parse(json)) };
}

export const slotsIn = ({ low, high, numbers }: Run): number => numbers?.length ?? high - low + 1;

/** A bin of a run, by their names. */
export type BinName = { run: string; bin: number };

/** Those that are there. */
export async function fetchBins(query: Query, asked: readonly BinName[]) {
  if (asked.length === 0) return [];
  const values = sql.join(asked.map(({ run, bin }) => sql`(${run}, ${bin})`));
  // In this order, whatever a planner that knows nothing of the table would do.
  const { rows } = await sql<BinName & { sealed: Uint8Array }>`
    with asked(run, bin) as (values ${values})
    select search_bins.run, search_bins.bin, search_bins.sealed from asked
    cross join search_bins
    where search_bins.run = asked.run and search_bins.bin = cast(asked.bin as integer)`.execute(query);
  return rows;
}

/** Whether all of these are still there, and these late ones are all there are. */
export async function areAllThere(
  query: Query,
  bases: readonly Run[],
  lates: readonly Run[],
): Promise<boolean> {
  const ids = [...bases, ...lates].map(({ id }) => id);
  const rows = await query
    .selectFrom('search_runs')
    .select('id')
    .where(run => run.or([run('id', 'in', ids), run('level', '=', LATE)]))
    .execute();
  return rows.length === ids.length;
}

/** From now on nothing in them is found by them. Their bins go later: without the row nothing opens them. */
export async function dropRuns(trx: Write, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await trx.deleteFrom('search_runs').where('id', 'in', ids).execute();
  await writeFact(trx, KEYS_DROPPED, String(now));
}
