import { setTimeout as wait } from 'node:timers/promises';
import { later } from './later.ts';
import { beginSpan, type Life } from './ledger.ts';
import { type LifePlan, type Moment, planLife } from './life-plan.ts';
import { breakDatabase, fillDisk } from './mishaps.ts';
import type { LoneWorld } from './world.ts';

/** One life after another, each with its mishaps and a kill at its end, until `signal` is aborted; `look` after each. */
export async function liveAndDie(world: LoneWorld, signal: AbortSignal, look: () => Promise<void>) {
  const chance = world.chance.of('lives');
  while (!signal.aborted) {
    await live(world, planLife(chance, world.disk.fill !== null), signal);
    world.ledger.count('kills');
    await look();
  }
}

async function live(world: LoneWorld, plan: LifePlan, signal: AbortSignal): Promise<void> {
  const { desk, disk, ledger } = world;
  const life = ledger.begin(plan.off);
  const isOver = () => life.endedAt !== Number.POSITIVE_INFINITY;
  const mishaps = mishapsAt('before', world, life, plan);
  const starting = later(startAtLast(world, life, plan, isOver));
  if (!plan.isKilledAtStart) {
    await starting;
    mishaps.push(...mishapsAt('during', world, life, plan));
  }
  await wait(plan.lasts, undefined, { signal }).catch(() => {});
  life.endedAt = Date.now();
  await desk.kill();
  await Promise.all([starting, ...mishaps]);
  await disk.free();
}

function mishapsAt(when: 'before' | 'during', world: LoneWorld, life: Life, plan: LifePlan): Promise<void>[] {
  const isNow = (at: Moment) => (at === 'before') === (when === 'before');
  const { disk, database } = plan;
  return [
    ...(disk.is === 'full' && isNow(disk.at) ? [later(fillDisk(world, life, disk))] : []),
    ...(database !== null && isNow(database.at) ? [later(breakDatabase(world, life, database))] : []),
  ];
}

/** A start that fails while something is broken is tried again, so often at most. */
const STARTS = 200;

async function startAtLast(
  world: LoneWorld,
  life: Life,
  plan: LifePlan,
  isOver: () => boolean,
): Promise<void> {
  const { desk, ledger } = world;
  const how = await startOf(world, life, plan);
  for (let tries = 0; tries < STARTS && !isOver(); tries++) {
    const started = await desk.start(how);
    if (started.is === 'well' && life.outages.length === 0) ledger.starts.push(started.after);
    if (started.is === 'ill' && !isOver() && isUnbroken(plan))
      ledger.complain('died', 'it came up ill, with nothing broken');
    if (started.is !== 'ended' || isOver()) return;
    if (!mayFail(plan, started.said)) throw new Error(`The server could not start:\n${started.said}`);
    ledger.count('starts in vain');
    // What cannot grow by then never will in this life.
    if (plan.disk.is === 'failing') return;
    await wait(100);
  }
}

const isBefore = (mishap: object | null) => mishap !== null && 'at' in mishap && mishap.at === 'before';

/** Nothing is planned that makes it ill. */
const isUnbroken = ({ disk, database }: LifePlan) => disk.is === 'roomy' && database === null;

/** Between two lives the system may lend the port to somebody else for a moment. */
const mayFail = ({ disk, database }: LifePlan, said: string) =>
  disk.is === 'failing' || isBefore(disk) || isBefore(database) || said.includes('EADDRINUSE');

async function startOf({ disk, ledger }: LoneWorld, life: Life, { off, disk: planned }: LifePlan) {
  if (off !== 0) ledger.count(off < 0 ? 'clock set back' : 'clock set forward');
  if (planned.is === 'at its reserve') {
    ledger.count('disk at its reserve');
    return { off, settings: { DISK_RESERVE: '1000tb' } };
  }
  if (planned.is !== 'failing') return { off };
  ledger.count('disk failing');
  beginSpan(life.outages);
  return { off, longestFile: (await disk.longestFile()) + planned.beyond };
}
