import { setTimeout as wait } from 'node:timers/promises';
import type { Desk } from '../desk/desk.ts';
import { beginSpan, type Run } from '../ledger.ts';
import type { Random } from '../random.ts';
import { stopCleanly } from '../recovery.ts';
import type { FleetWorld } from './world.ts';

/** Times in milliseconds. */
export type Pace = {
  /** Between two faults, at most. */
  pause: number;
  /** So long the files' server refuses. */
  filesAway: number;
};

type Fault = (world: FleetWorld, random: Random, pace: Pace) => Promise<void>;

/** One after another, so that two of three serve at any time, until `signal` is aborted. */
export async function injectFaults(world: FleetWorld, pace: Pace, signal: AbortSignal): Promise<void> {
  const random = world.random.of('faults');
  for (let turn = 0; !signal.aborted; turn++) {
    await wait(random.between(0, pace.pause), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    await next(turn, random)(world, random, pace);
  }
}

/** Each kind comes soon, and then as it falls. */
function next(turn: number, random: Random): Fault {
  const first = [killOne, breakDatabase, killOne, refuseFiles, replaceOne][turn];
  if (first !== undefined) return first;
  if (random.is(0.12)) return breakDatabase;
  if (random.is(0.05)) return refuseFiles;
  return random.is(0.15) ? replaceOne : killOne;
}

const LONGEST_AWAY = 2_000;

async function killOne(world: FleetWorld, random: Random): Promise<void> {
  const { ledger } = world;
  const desk = anyOf(world, random);
  currentRun(world).endedAt = Date.now();
  await desk.kill();
  ledger.count('kills');
  ledger.begin(0);
  await wait(random.between(0, LONGEST_AWAY));
  await startAgain(world, desk);
}

/** Milliseconds from the signal, which a busy machine may deliver late. */
const LETS_NOBODY_IN_WITHIN = 300;

/** As an upgrade does: SIGTERM, and whoever is in hand is still answered. */
async function replaceOne(world: FleetWorld, random: Random): Promise<void> {
  const desk = anyOf(world, random);
  const replaced = beginSpan(currentRun(world).replaced);
  replaced.to = replaced.from + LETS_NOBODY_IN_WITHIN;
  await stopCleanly({ desk, ledger: world.ledger });
  world.ledger.count('servers replaced');
  await startAgain(world, desk);
}

async function breakDatabase(world: FleetWorld, random: Random): Promise<void> {
  const { store, ledger } = world;
  const is = random.is(0.35) ? 'killed' : 'restarted';
  if (store.restart === null) return;
  ledger.count(`PostgreSQL ${is}`);
  const outage = beginSpan(currentRun(world).outages);
  await store.restart(is);
  outage.to = Date.now() + NOTICED_WITHIN;
}

/** A connection that the database has ended is noticed when it is next used; by a busy machine, seconds later. */
const NOTICED_WITHIN = 5_000;

async function refuseFiles(world: FleetWorld, _: Random, pace: Pace): Promise<void> {
  const { bucket, ledger } = world;
  ledger.count('files refused');
  const away = beginSpan(currentRun(world).filesAway);
  bucket.refuse();
  await wait(pace.filesAway);
  bucket.mend();
  away.to = Date.now();
}

/** From one kill to the next. */
function currentRun({ ledger }: FleetWorld): Run {
  const run = ledger.runs.at(-1);
  if (run === undefined) throw new Error('nothing has begun yet');
  return run;
}

const anyOf = ({ members }: FleetWorld, random: Random): Desk => {
  const [first, ...others] = members.each;
  if (first === undefined) throw new Error('there are no servers');
  return random.pick([first, ...others]);
};

async function startAgain({ ledger }: FleetWorld, desk: Desk): Promise<void> {
  const started = await desk.start({});
  if (started.is === 'healthy') ledger.starts.push(started.after);
  else ledger.complain('died', `a server that starts again is ${started.is}`);
}
