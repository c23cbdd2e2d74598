import { setTimeout as wait } from 'node:timers/promises';
import { createLook, type Look } from './checks/look.ts';
import { later } from './later.ts';
import type { Ledger } from './ledger.ts';
import { liveAndDie } from './lives.ts';
import { whileLoaded } from './load/load.ts';
import { bringToRest, type Rest } from './rest.ts';
import { createWorld, type Engine, type World, type WorldPlan } from './world.ts';

export type Plan = WorldPlan & {
  /** For so many milliseconds there is load, and kills. */
  lasts: number;
  rest: Rest;
  /** Breaks off; what was begun is still tidied up. */
  signal: AbortSignal;
  /** Called after each kill. */
  watch?: (ledger: Ledger) => void;
};

export type Outcome = {
  engine: Engine;
  ledger: Ledger;
  last: Look;
  /** By what means the disk was made to fail. */
  disk: string;
  seconds: number;
  /** Where the data is kept, if something was lost. */
  kept: string | null;
};

/** The real server under load and under all that can befall it; then whether it has kept what it promised. */
export async function torture(plan: Plan): Promise<Outcome> {
  const begun = performance.now();
  const world = await createWorld(plan);
  let kept: string | null = null;
  let last: Look;
  try {
    const look = createLook(world);
    await dieYoung(world);
    await whileLoaded(world, plan, over =>
      liveAndDie(world, over, async () => {
        await look();
        plan.watch?.(world.ledger);
      }),
    );
    plan.signal.throwIfAborted();
    last = await bringToRest({ world, look, signal: plan.signal }, plan.rest);
    plan.signal.throwIfAborted();
  } finally {
    kept = await world.close();
  }
  const seconds = Math.round((performance.now() - begun) / 1_000);
  return { engine: plan.engine, ledger: world.ledger, last, disk: world.disk.means, seconds, kept };
}

const YOUNG_DEATHS = 3;

/** Kills that fall into the making of the database; then a start that must go well. */
async function dieYoung({ desk, ledger, chance }: World): Promise<void> {
  const young = chance.of('young deaths');
  for (let deaths = 0; deaths < YOUNG_DEATHS; deaths++) {
    ledger.begin(0);
    const starting = later(desk.start({}));
    await wait(young.between(100, 600));
    await desk.kill();
    await starting;
    ledger.count('kills');
  }
  ledger.begin(0);
  const first = await desk.start({});
  if (first.is !== 'well')
    throw new Error(`The server could not start: ${'said' in first ? first.said : ''}`);
  await desk.kill();
}
