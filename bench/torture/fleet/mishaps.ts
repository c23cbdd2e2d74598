import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../chance.ts';
import type { Desk } from '../desk.ts';
import { beginSpan, type Life } from '../ledger.ts';
import { stopWell } from '../rest.ts';
import type { FleetWorld } from './world.ts';

/** Times in milliseconds. */
export type Pace = {
  /** Between two mishaps, at most. */
  pause: number;
  /** So long the files' server refuses. */
  filesAway: number;
};

type Mishap = (world: FleetWorld, chance: Chance, pace: Pace) => Promise<void>;

/** One after another, so that two of three live at any time, until `signal` is aborted. */
export async function befall(world: FleetWorld, pace: Pace, signal: AbortSignal): Promise<void> {
  const chance = world.chance.of('mishaps');
  for (let turn = 0; !signal.aborted; turn++) {
    await wait(chance.between(0, pace.pause), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    await next(turn, chance)(world, chance, pace);
  }
}

/** Each kind comes soon, and then as it falls. */
function next(turn: number, chance: Chance): Mishap {
  const first = [killOne, breakDatabase, killOne, refuseFiles, replaceOne][turn];
  if (first !== undefined) return first;
  if (chance.is(0.12)) return breakDatabase;
  if (chance.is(0.05)) return refuseFiles;
  return chance.is(0.15) ? replaceOne : killOne;
}

const LONGEST_AWAY = 2_000;

async function killOne(world: FleetWorld, chance: Chance): Promise<void> {
  const { ledger } = world;
  const desk = anyOf(world, chance);
  lifeOf(world).endedAt = Date.now();
  await desk.kill();
  ledger.count('kills');
  ledger.begin(0);
  await wait(chance.between(0, LONGEST_AWAY));
  await startAgain(world, desk);
}

/** Milliseconds from the signal, which a busy machine may deliver late. */
const LETS_NOBODY_IN_WITHIN = 300;

/** As an upgrade does: SIGTERM, and whoever is in hand is still answered. */
async function replaceOne(world: FleetWorld, chance: Chance): Promise<void> {
  const desk = anyOf(world, chance);
  const replaced = beginSpan(lifeOf(world).replaced);
  replaced.to = replaced.from + LETS_NOBODY_IN_WITHIN;
  await stopWell({ desk, ledger: world.ledger });
  world.ledger.count('servers replaced');
  await startAgain(world, desk);
}

async function breakDatabase(world: FleetWorld, chance: Chance): Promise<void> {
  const { store, ledger } = world;
  const is = chance.is(0.35) ? 'killed' : 'restarted';
  if (store.restart === null) return;
  ledger.count(`PostgreSQL ${is}`);
  const outage = beginSpan(lifeOf(world).outages);
  await store.restart(is);
  outage.to = Date.now() + NOTICED_WITHIN;
}

/** A connection that the database has ended is noticed when it is next used. */
const NOTICED_WITHIN = 1_000;

async function refuseFiles(world: FleetWorld, _: Chance, pace: Pace): Promise<void> {
  const { bucket, ledger } = world;
  ledger.count('files refused');
  const away = beginSpan(lifeOf(world).filesAway);
  bucket.refuse();
  await wait(pace.filesAway);
  bucket.mend();
  away.to = Date.now();
}

/** From one kill to the next. */
function lifeOf({ ledger }: FleetWorld): Life {
  const life = ledger.lives.at(-1);
  if (life === undefined) throw new Error('nothing has begun yet');
  return life;
}

const anyOf = ({ members }: FleetWorld, chance: Chance): Desk => {
  const [first, ...others] = members.each;
  if (first === undefined) throw new Error('there are no servers');
  return chance.pick([first, ...others]);
};

async function startAgain({ ledger }: FleetWorld, desk: Desk): Promise<void> {
  const started = await desk.start({});
  if (started.is === 'well') ledger.starts.push(started.after);
  else ledger.complain('died', `a server that starts again is ${started.is}`);
}
