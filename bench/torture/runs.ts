import { setTimeout as wait } from 'node:timers/promises';
import { breakDatabase, fillDisk } from './faults.ts';
import { later } from './later.ts';
import { beginSpan, type Run } from './ledger.ts';
import { type Moment, planRun, type RunPlan } from './run-plan.ts';
import type { LoneWorld } from './world.ts';

/** One run after another, each with its faults and a kill at its end, until `signal` is aborted; `check` after each. */
export async function runAndKill(world: LoneWorld, signal: AbortSignal, check: () => Promise<void>) {
  const random = world.random.of('runs');
  while (!signal.aborted) {
    await runOnce(world, planRun(random, world.disk.fill !== null), signal);
    world.ledger.count('kills');
    await check();
  }
}

async function runOnce(world: LoneWorld, plan: RunPlan, signal: AbortSignal): Promise<void> {
  const { desk, disk, ledger } = world;
  const run = ledger.begin(plan.off);
  const isOver = () => run.endedAt !== Number.POSITIVE_INFINITY;
  const faults = faultsAt('before', world, run, plan);
  const starting = later(startAtLast(world, run, plan, isOver));
  if (!plan.isKilledAtStart) {
    await starting;
    faults.push(...faultsAt('during', world, run, plan));
  }
  await wait(plan.lasts, undefined, { signal }).catch(() => {});
  run.endedAt = Date.now();
  await desk.kill();
  await Promise.all([starting, ...faults]);
  await disk.free();
}

function faultsAt(when: 'before' | 'during', world: LoneWorld, run: Run, plan: RunPlan): Promise<void>[] {
  const isNow = (at: Moment) => (at === 'before') === (when === 'before');
  const { disk, database } = plan;
  return [
    ...(disk.is === 'full' && isNow(disk.at) ? [later(fillDisk(world, run, disk))] : []),
    ...(database !== null && isNow(database.at) ? [later(breakDatabase(world, run, database))] : []),
  ];
}

/** A start that fails while something is broken is tried again, so often at most. */
const STARTS = 200;

async function startAtLast(world: LoneWorld, run: Run, plan: RunPlan, isOver: () => boolean): Promise<void> {
  const { desk, ledger } = world;
  const how = await startOf(world, run, plan);
  for (let tries = 0; tries < STARTS && !isOver(); tries++) {
    const started = await desk.start(how);
    if (started.is === 'healthy' && run.outages.length === 0) ledger.starts.push(started.after);
    if (started.is === 'unhealthy' && !isOver() && isUnbroken(plan))
      ledger.complain('died', 'it came up unhealthy, with nothing broken');
    if (started.is !== 'ended' || isOver()) return;
    if (!mayFail(plan, started.output)) throw new Error(`The server could not start:\n${started.output}`);
    ledger.count('starts in vain');
    // What cannot grow by then never will in this run.
    if (plan.disk.is === 'failing') return;
    await wait(100);
  }
}

const isBefore = (fault: object | null) => fault !== null && 'at' in fault && fault.at === 'before';

/** Nothing is planned that makes it unhealthy. */
const isUnbroken = ({ disk, database }: RunPlan) => disk.is === 'roomy' && database === null;

/** Between two runs the system may lend the port to somebody else for a moment. */
const mayFail = ({ disk, database }: RunPlan, output: string) =>
  disk.is === 'failing' || isBefore(disk) || isBefore(database) || output.includes(' is taken: ');

async function startOf({ disk, ledger }: LoneWorld, run: Run, { off, disk: planned }: RunPlan) {
  if (off !== 0) ledger.count(off < 0 ? 'clock set back' : 'clock set forward');
  if (planned.is === 'at its reserve') {
    ledger.count('disk at its reserve');
    return { off, settings: { DISK_RESERVE: '1000tb' } };
  }
  if (planned.is !== 'failing') return { off };
  ledger.count('disk failing');
  beginSpan(run.outages);
  return { off, longestFile: (await disk.longestFile()) + planned.beyond };
}
