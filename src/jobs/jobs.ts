import { createBackoff } from '../backoff.ts';
import { DatabaseAway } from '../db/troubles.ts';
import { catchUp, claimDue, readDue } from './claims.ts';
import { LEFT_OWED, reasonOf } from './job.ts';
import { ALL_KINDS, type Kind } from './kinds.ts';
import { expediteProbes } from './pauses.ts';
import { createProbes, type Probes } from './probes.ts';
import { createRunner, PATIENCE, type Runner, type RunParts } from './run.ts';
import { type Health, makeAllDue, readHealth, readLeftOwed } from './status.ts';

/** Promises that survive a crash: what is owed is done at least once, however long it takes. */
export type Jobs = {
  start(): void;
  /**
   * Claims nothing more, and waits until the jobs in hand have ended and are settled. Once `within` is aborted
   * these are told to end, and get a last second for it; what is not settled then is claimed again after its lease.
   */
  stop(within?: AbortSignal): Promise<void>;
  /** Something was enqueued: do not wait for the next round. */
  wake(): void;
  /** Of jobs of these kinds. */
  health(kinds: readonly Kind[]): Promise<Health>;
  /** Asks at once what is in trouble. */
  probe(): Promise<void>;
  /** Tries now all that has failed or is set aside; answers how many jobs these are. */
  retry(): Promise<number>;
};

/** Another process may enqueue something at any time, and what it publishes of that may be lost. */
const LONGEST_SLEEP = 5_000;
/** Others hold what is due: they will have moved it by then. */
const CONTENDED = 100;
/**
 * So long fewer than half of a kind's slots stay free, and what is paused is not looked at again: a look costs as much for one
 * job as for five, and is a write.
 */
const BATCHING = 50;
const REPORT_EVERY = 60_000;

export function createJobs(parts: RunParts): Jobs {
  const { database, clock } = parts;
  const alarm = createAlarm();
  const probes = createProbes(parts, alarm.ring);
  const runner = createRunner(parts, alarm.ring, probes.wentThrough);
  let stopping = false;
  const isStopping = () => stopping;
  const claimDueJobs = createClaiming(parts, runner, probes, isStopping);
  let loop = Promise.resolve();

  return {
    start() {
      stopping = false;
      loop = keepOn(parts, claimDueJobs, alarm.sleep, isStopping);
    },
    async stop(within) {
      stopping = true;
      alarm.ring();
      await Promise.all([runner.end(loop, within), loop.then(probes.stop)]);
    },
    wake: alarm.ring,
    health: kinds => readHealth(database, kinds, clock()),
    async probe() {
      await database.write(trx => expediteProbes(trx, clock()));
      alarm.ring();
    },
    async retry() {
      const due = await makeAllDue(database, clock());
      alarm.ring();
      return due;
    },
  };
}

/** Claims what is due of every kind that has slots free, and says for how many milliseconds nothing else will be. */
function createClaiming(
  parts: RunParts,
  runner: Runner,
  probes: Probes,
  isStopping: () => boolean,
): () => Promise<number> {
  const { database, clock, handlers, life, turn } = parts;
  const kinds = ALL_KINDS.filter(kind => handlers[kind] !== LEFT_OWED);
  const reportLeftOwed = createReport(parts, kinds);
  const batches = createBatches(runner);
  // What the clock showed before the start, nobody knows: the first look finds it behind that in any case.
  let lastLook = Number.POSITIVE_INFINITY;

  return async () => {
    await turn?.();
    await life?.confirm();
    const now = clock();
    if (now < lastLook) await catchUp(database, now, kinds);
    lastLook = now;
    await reportLeftOwed(now);
    const { ready, isOneHeld } = batches.look(kinds);
    const next = await readDue(database, ready);
    let claimed = 0;
    for (const { kind } of next.filter(({ due }) => due <= now)) {
      if (isStopping()) break;
      const claims = await claimDue(database, now, kind, {
        most: runner.free(kind),
        inHand: runner.inHand(kind),
      });
      runner.run(kind, claims);
      batches.claimed(kind);
      claimed += claims.length;
    }
    if (claimed > 0) return 0;
    let first = Number.POSITIVE_INFINITY;
    for (const { kind, due } of next) {
      const paused = due <= now && !isStopping() ? await probes.pausedUntil(kind, now) : null;
      if (paused !== null) batches.paused(kind);
      first = Math.min(first, paused ?? due);
    }
    const longest = isOneHeld ? BATCHING : LONGEST_SLEEP;
    return first > now ? Math.min(longest, first - now) : Math.min(longest, CONTENDED);
  };
}

/** Kinds whose slots may be filled now, and whether one with free slots is held until more of them are. */
function createBatches(runner: Runner) {
  const claimedAt = new Map<Kind, number>();
  const pausedAt = new Map<Kind, number>();
  const isJustNow = (at = Number.NEGATIVE_INFINITY) => performance.now() - at < BATCHING;
  const isReady = (kind: Kind) =>
    !isJustNow(pausedAt.get(kind)) && (runner.isHalfFree(kind) || !isJustNow(claimedAt.get(kind)));
  return {
    look(kinds: readonly Kind[]) {
      const free = kinds.filter(kind => runner.free(kind) > 0);
      const ready = free.filter(isReady);
      return { ready, isOneHeld: ready.length < free.length };
    },
    claimed: (kind: Kind) => void claimedAt.set(kind, performance.now()),
    paused: (kind: Kind) => void pausedAt.set(kind, performance.now()),
  };
}

/** Round after round until stopped. A database that fails is asked again after a growing wait. */
async function keepOn(
  { log, patience }: RunParts,
  round: () => Promise<number>,
  sleep: (milliseconds: number) => Promise<void>,
  isStopping: () => boolean,
): Promise<void> {
  const waitAfter = createBackoff(patience?.database ?? PATIENCE.database);
  let failures = 0;
  while (!isStopping()) {
    let pause: number;
    try {
      pause = await round();
      failures = 0;
    } catch (error) {
      failures += 1;
      pause = waitAfter(failures);
      // Who asks the database logs once that it is away.
      if (!(error instanceof DatabaseAway))
        log.error(
          { code: reasonOf(error), count: failures },
          'the jobs could not be read and are read again',
        );
    }
    if (!isStopping()) await sleep(pause);
  }
}

/** Says once of each kind that nobody here does, such as one of a newer version, that its jobs wait. */
function createReport({ database, log }: RunParts, handled: readonly Kind[]) {
  const reported = new Set<string>();
  let last = Number.NEGATIVE_INFINITY;
  return async (now: number) => {
    if (Math.abs(now - last) < REPORT_EVERY) return;
    last = now;
    for (const { kind, count } of await readLeftOwed(database, handled)) {
      if (reported.has(kind)) continue;
      reported.add(kind);
      log.warn({ kind, count }, 'jobs are left owed: this desk has no handler for their kind');
    }
  };
}

/** A sleep that can be cut short; a ring while nobody sleeps cuts the next one. */
function createAlarm() {
  let rung = false;
  let wakeSleeper = () => {};
  return {
    async sleep(milliseconds: number) {
      if (!rung) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, milliseconds);
          wakeSleeper = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
    ring() {
      rung = true;
      wakeSleeper();
    },
  };
}
