import { createLook, type Look } from '../checks/look.ts';
import { whileLoaded } from '../load/load.ts';
import { finishUploads } from '../load/uploaders.ts';
import { bringToRest, stopWell } from '../rest.ts';
import type { Outcome as LoneOutcome, Plan as LonePlan } from '../torture.ts';
import { befall, type Pace } from './mishaps.ts';
import { createFleetWorld, type FleetPlan, type FleetWorld } from './world.ts';

export type Plan = FleetPlan & Pick<LonePlan, 'lasts' | 'rest' | 'signal'> & { pace: Pace };

export type Outcome = Omit<LoneOutcome, 'engine' | 'disk'>;

/** Three servers under load, of which one after another is killed; then whether together they have kept what each has promised. */
export async function tortureThree(plan: Plan): Promise<Outcome> {
  const begun = performance.now();
  const world = await createFleetWorld(plan);
  let kept: string | null = null;
  let last: Look;
  try {
    const look = createLook(world);
    await startAtOnce(world);
    await whileLoaded(world, plan, over => befall(world, plan.pace, over));
    // A bucket does not show what is only half there: whole, every byte of it can be looked at.
    await finishUploads({ ...world, signal: plan.signal });
    plan.signal.throwIfAborted();
    await stopWell(world);
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
