import type { Insertable } from 'kysely';
import { randomId } from '../../crypto/ids.ts';
import type { Masters } from '../../crypto/masters.ts';
import type { Database, Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { newRunKeys, type RunKeys, sealBin, sealSlots } from '../runs/run-keys.ts';
import { dropRuns, LATE, readRuns } from '../runs/runs.ts';
import { claimDue } from './claim.ts';
import { dropBins } from './drop-bins.ts';
import { createPostings } from './postings.ts';
import type { RunPlan } from './run-plan.ts';
import type { TipSource } from './tip-source.ts';
import { tokensOfTip } from './tokens-of-tip.ts';

/** `rest` resolves when the next bit may be done; it rejects when no more may be. `isOurs`: nobody else builds. */
export type Building = {
  database: Database;
  masters: Masters;
  source: TipSource;
  clock: () => number;
  rest: () => Promise<void>;
  isOurs: (trx: Write) => Promise<boolean>;
};

const TIPS_A_BIN = 16;
// Few: between them the process does what else waits.
const TIPS_AT_ONCE = 8;
const BINS_AT_ONCE = 4;

/**
 * The bins come first, and lead nowhere until one small transaction puts the run in the place of others. False where it did not, for
 * one of its tips was forgotten meanwhile, or another process builds.
 */
export async function buildRun(building: Building, plan: RunPlan): Promise<boolean> {
  const { database, masters, source, rest } = building;
  const id = randomId();
  const { keys, kept } = newRunKeys(masters, id);
  await claimDue(building, plan);
  if (await isInLateRun(building, plan)) return false;
  const numbers = plan.numbers ?? (await source.numbersIn(plan.low, plan.high));
  const bins = Math.max(1, Math.ceil(numbers.length / TIPS_A_BIN));
  const slots = plan.numbers === null ? plan.high - plan.low + 1 : numbers.length;
  const postings = await readPostings(building, { keys, bins, numbers, plan });
  for (let bin = 0; bin < bins; bin += BINS_AT_ONCE) {
    await rest();
    const some = Array.from({ length: Math.min(BINS_AT_ONCE, bins - bin) }, (_, i) => bin + i);
    const rows = some.map(at => ({
      run: id,
      bin: at,
      sealed: sealBin(keys, id, at, postings.write(at, slots)),
    }));
    await database.write(trx => trx.insertInto('search_bins').values(rows).execute());
  }
  const { level, low, high } = plan;
  const sealedSlots = plan.numbers === null ? null : sealSlots(keys, id, plan.numbers);
  const row = { id, level, low, high, tips: numbers.length, bins, ...kept, slots: sealedSlots };
  const isThere = await publish(building, plan, { row, numbers });
  for (const old of isThere ? plan.replaces : [id]) await dropBins(database, old, rest);
  return isThere;
}

/** One that was forgotten since the plan was made: that run goes first, for what is claimed here is due no more once this run is there. */
async function isInLateRun({ database: { query }, masters, source }: Building, plan: RunPlan) {
  const forgotten = new Set(await source.forgottenIn(query, 'search_building', plan));
  if (forgotten.size === 0) return false;
  const { runs } = await readRuns(query, masters);
  return runs.some(
    run => !plan.replaces.includes(run.id) && run.numbers?.some(number => forgotten.has(number)),
  );
}

type Reading = { keys: RunKeys; bins: number; numbers: readonly number[]; plan: RunPlan };

async function readPostings({ source, rest }: Building, { keys, bins, numbers, plan }: Reading) {
  const postings = createPostings(keys, bins);
  const slotOf =
    plan.numbers === null
      ? (number: number) => number - plan.low
      : (number: number) => slots.get(number) ?? 0;
  const slots = new Map(plan.numbers?.map((number, slot) => [number, slot]));
  for (let at = 0; at < numbers.length; ) {
    await rest();
    const { tips, read } = await source.read(numbers.slice(at, at + TIPS_AT_ONCE));
    for (const tip of tips) postings.add(slotOf(tip.number), tokensOfTip(tip));
    at += read;
  }
  return postings;
}

type RunRow = Insertable<Schema['search_runs']>;

type NewRun = {
  row: Omit<RunRow, 'generation'>;
  numbers: readonly number[];
};

function publish(
  { database, source, clock, isOurs }: Building,
  plan: RunPlan,
  { row, numbers }: NewRun,
): Promise<boolean> {
  const held = new Set(numbers);
  return database.write(async trx => {
    if (!(await isOurs(trx))) return false;
    // Else it would be there again with its words, after it was proved that they are gone.
    const forgotten = await source.forgottenIn(trx, 'search_due', plan);
    if (forgotten.some(number => held.has(number))) return false;
    await dropRuns(trx, plan.replaces, clock());
    const isEmpty = plan.level === LATE && numbers.length === 0;
    if (!isEmpty) await insertRun(trx, { ...row, generation: await nextGeneration(trx) });
    await trx.deleteFrom('search_building').execute();
    return true;
  });
}

async function nextGeneration(trx: Write): Promise<number> {
  const last = await trx
    .selectFrom('search_runs')
    .select(({ fn }) => fn.max('generation').as('last'))
    .executeTakeFirst();
  return Number(last?.last ?? 0) + 1;
}

const insertRun = (trx: Write, row: RunRow) => trx.insertInto('search_runs').values(row).execute();
