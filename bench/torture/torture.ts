import { setTimeout as wait } from 'node:timers/promises';
import { type CheckResult, createCheck } from './checks/check.ts';
import { later } from './later.ts';
import type { Ledger } from './ledger.ts';
import { whileLoaded } from './load/load.ts';
import { type Recovery, recover } from './recovery.ts';
import { runAndKill } from './runs.ts';
import { createWorld, type Engine, type World, type WorldPlan } from './world.ts';

export type Plan = WorldPlan & {
  /** For so many milliseconds there is load, and kills. */
  lasts: number;
  recovery: Recovery;
  /** Breaks off; what was begun is still tidied up. */
  signal: AbortSignal;
  /** Called after each kill. */
  onKill?: (ledger: Ledger) => void;
};

export type Outcome = {
  engine: Engine;
  ledger: Ledger;
  last: CheckResult;
  /** By what means the disk was made to fail. */
  disk: string;
  seconds: number;
  /** Where the data is kept, if something was lost. */
  kept: string | null;
};

/** The real server under load and under every fault; then whether it has kept what it promised. */
export async function torture(plan: Plan): Promise<Outcome> {
  const begun = performance.now();
  const world = await createWorld(plan);
  let kept: string | null = null;
  let last: CheckResult;
  try {
    const check = createCheck(world);
    await killWhileStarting(world);
    await whileLoaded(world, plan, over =>
      runAndKill(world, over, async () => {
        await check();
        plan.onKill?.(world.ledger);
      }),
    );
    plan.signal.throwIfAborted();
    last = await recover({ world, check, signal: plan.signal }, plan.recovery);
    plan.signal.throwIfAborted();
  } finally {
    kept = await world.close();
  }
  const seconds = Math.round((performance.now() - begun) / 1_000);
  return { engine: plan.engine, ledger: world.ledger, last, disk: world.disk.means, seconds, kept };
}

/** Kills before there is any load. */
export const EARLY_KILLS = 3;

/** Kills that fall into the making of the database; then a start that must succeed. */
async function killWhileStarting({ desk, ledger, random }: World): Promise<void> {
  const young = random.of('early kills');
  for (let deaths = 0; deaths < EARLY_KILLS; deaths++) {
    ledger.begin(0);
    const starting = later(desk.start({}));
    await wait(young.between(100, 600));
    await desk.kill();
    await starting;
    ledger.count('kills');
  }
  ledger.begin(0);
  const first = await desk.start({});
  if (first.is !== 'healthy')
    throw new Error(`The server could not start: ${'output' in first ? first.output : ''}`);
  await desk.kill();
}
