import type { Masters } from '../../crypto/masters.ts';
import type { Database } from '../../db/database.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { createHeldTurn, takeTurn } from '../../db/turns.ts';
import { createRest } from '../../jobs/yielding.ts';
import type { Log } from '../../log.ts';
import { type Repeated, repeat } from '../../repeat.ts';
import { dropBroken } from '../runs/drop-broken.ts';
import { readRuns } from '../runs/runs.ts';
import { type Building, buildRun } from './build-run.ts';
import { areClaimed, returnClaims } from './claim.ts';
import { sweepBins } from './drop-bins.ts';
import { planNext } from './run-plan.ts';
import type { TipSource } from './tip-source.ts';

/** Milliseconds. Of several processes one builds; a killed one is followed by another. */
const TURN = 30_000;
const LOOK_EVERY = 2_000;
/** So many new or changed tips are put into the index at once; fewer after so long. Until then each search opens them. */
const ENOUGH = 256;
const LONGEST_WAIT = 10 * 60_000;

export type IndexContext = { database: Database; masters: Masters; clock: () => number; log: Log };

/** Keeps the search's index as the tips are, in the background. `yieldToPosts`: resolves when nobody waits whom it would hold up. */
export function createIndexing(
  context: IndexContext,
  source: TipSource,
  yieldToPosts: () => Promise<void>,
  lookEvery = LOOK_EVERY,
): Repeated {
  let waitsSince: number | null = null;

  async function look(signal: AbortSignal): Promise<void> {
    const now = context.clock();
    const isLate = waitsSince !== null && Math.abs(now - waitsSince) >= LONGEST_WAIT;
    if (await buildIndex(context, source, { yieldToPosts, signal, enough: isLate ? 1 : ENOUGH }))
      waitsSince = null;
    else if ((await findPlan(context, source, 1)) === null) waitsSince = null;
    else waitsSince ??= now;
  }

  return repeat(look, {
    every: lookEvery,
    onError(error) {
      if (!(error instanceof DatabaseAway))
        context.log.error({ error }, 'the search could not be indexed, and will be tried again');
    },
  });
}

async function findPlan(context: IndexContext, source: TipSource, enough: number) {
  const { database, masters } = context;
  const { runs, broken } = await readRuns(database.query, masters);
  await dropBroken(context, broken);
  return planNext({ query: database.query, source, runs, enough });
}

type Course = { yieldToPosts: () => Promise<void>; signal: AbortSignal; enough: number };

/** It is no longer this process's turn, or the process ends. */
class Interrupted extends Error {
  override name = 'Interrupted';
}

/** Builds one run after another, until none is worth it. False where there was nothing to do, or others do it. */
export async function buildIndex(
  context: IndexContext,
  source: TipSource,
  { yieldToPosts, signal, enough }: Course,
): Promise<boolean> {
  // What a killed builder had claimed may be all there is to do.
  const isAsked = (await findPlan(context, source, enough)) !== null || (await areClaimed(context.database));
  const [name, now] = ['search index', context.clock()];
  if (!isAsked || !(await takeTurn(context.database, { name, every: TURN, now }))) return false;
  const turn = createHeldTurn(context, { name, since: now });
  const yielding = createRest(yieldToPosts, signal);
  const rest = async () => {
    await yielding();
    if (signal.aborted || !(await turn.renew())) throw new Interrupted();
  };
  const { database, masters, clock } = context;
  const building: Building = { database, masters, source, clock, rest, isOurs: turn.isOurs };
  try {
    await returnClaims(building);
    await sweepBins(database, rest);
    for (;;) {
      const plan = await findPlan(context, source, enough);
      if (plan === null) break;
      if (!(await buildRun(building, plan))) await returnClaims(building);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  } finally {
    await turn.end();
  }
  return true;
}
