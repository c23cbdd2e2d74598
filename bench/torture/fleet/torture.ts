import { createLook, type Look } from '../checks/look.ts';
import { later } from '../later.ts';
import type { Ledger } from '../ledger.ts';
import { putLoadOn } from '../load/load.ts';
import { finishUploads } from '../load/uploaders.ts';
import { bringToRest, type Rest } from '../rest.ts';
import { befall, type Pace } from './mishaps.ts';
import { createFleetWorld, type FleetPlan, type FleetWorld } from './world.ts';

export type Plan = FleetPlan & {
  /** For so many milliseconds there is load, and mishaps. */
  lasts: number;
  pace: Pace;
  rest: Rest;
  /** Breaks off; what was begun is still tidied up. */
  signal: AbortSignal;
};

export type Outcome = {
  ledger: Ledger;
  last: Look;
  seconds: number;
  /** Where the data is kept, if something was lost. */
  kept: string | null;
};

/** Three servers under load, of which one after another is killed; then whether together they have kept what each has promised. */
export async function tortureThree(plan: Plan): Promise<Outcome> {
  const begun = performance.now();
  const world = await createFleetWorld(plan);
  let kept: string | null = null;
  let last: Look;
  try {
    const look = createLook(world);
    await startAtOnce(world);
    await underLoad(world, plan);
    plan.signal.throwIfAborted();
    await world.desk.stop();
    last = await bringToRest({ world, look, signal: plan.signal }, plan.rest);
    plan.signal.throwIfAborted();
  } finally {
    kept = await world.close();
  }
  return { ledger: world.ledger, last, seconds: Math.round((performance.now() - begun) / 1_000), kept };
}

/** On a database that is still empty: all of them would make its tables. */
async function startAtOnce({ desk, ledger }: FleetWorld): Promise<void> {
  ledger.begin(0);
  const started = await desk.start({});
  if (started.is !== 'well')
    throw new Error(`Three servers could not start: ${'said' in started ? started.said : started.is}`);
}

async function underLoad(world: FleetWorld, { lasts, pace, signal }: Plan): Promise<void> {
  const over = AbortSignal.any([signal, AbortSignal.timeout(lasts)]);
  const broken = new AbortController();
  const field = { ...world, signal: AbortSignal.any([over, broken.signal]) };
  const load = later(putLoadOn(field));
  try {
    await befall(world, pace, over);
  } catch (error) {
    broken.abort(error);
    throw error;
  } finally {
    await load;
  }
  // A bucket does not show what is only half there: whole, every byte of it can be looked at.
  await finishUploads({ ...field, signal });
}
