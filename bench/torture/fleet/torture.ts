import { type CheckResult, createCheck } from '../checks/check.ts';
import { whileLoaded } from '../load/load.ts';
import { finishUploads } from '../load/uploaders.ts';
import { recover, stopCleanly } from '../recovery.ts';
import type { Outcome as LoneOutcome, Plan as LonePlan } from '../torture.ts';
import { injectFaults, type Pace } from './faults.ts';
import { createFleetWorld, type FleetPlan, type FleetWorld } from './world.ts';

type Plan = FleetPlan & Pick<LonePlan, 'lasts' | 'recovery' | 'signal'> & { pace: Pace };

export type Outcome = Omit<LoneOutcome, 'engine' | 'disk'>;

/** Three servers under load, of which one after another is killed; then whether together they have kept what each has promised. */
export async function tortureThree(plan: Plan): Promise<Outcome> {
  const begun = performance.now();
  const world = await createFleetWorld(plan);
  let kept: string | null = null;
  let last: CheckResult;
  try {
    const check = createCheck(world);
    await startAtOnce(world);
    await whileLoaded(world, plan, over => injectFaults(world, plan.pace, over));
    // A bucket does not show what is only half there: whole, every byte of it can be looked at.
    await finishUploads({ ...world, signal: plan.signal });
    plan.signal.throwIfAborted();
    await stopCleanly(world);
    last = await recover({ world, check, signal: plan.signal }, plan.recovery);
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
  if (started.is !== 'healthy')
    throw new Error(`Three servers could not start: ${'output' in started ? started.output : started.is}`);
}
