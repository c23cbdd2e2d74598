import { createAlarm } from './alarm.ts';
import { claimRipe, nextDue } from './claims.ts';
import { catchUp } from './clock-set-back.ts';
import { createHands } from './hands.ts';
import { type Health, makeAllDue, readHealth } from './health.ts';
import { reasonOf } from './job.ts';
import type { OutboxParts } from './work-off.ts';

/** Promises that survive a crash: what is owed is done at least once, however long it takes. */
export type Outbox = {
  start(): void;
  /**
   * Claims nothing more, and waits until the jobs in hand have ended and are settled. Once `within` is aborted
   * these are told to end, and get a last second for it; what is not settled then is claimed again after its lease.
   */
  stop(within?: AbortSignal): Promise<void>;
  /** Something is owed now: do not wait for the next round. */
  wake(): void;
  /** Of debts of these kinds. */
  health(kinds: readonly string[]): Promise<Health>;
  /** Tries now all that has failed or is set aside; answers how many jobs these are. */
  retry(): Promise<number>;
};

/** News to all processes: something is owed now. */
export const OWED = 'owed';

/** Another process may owe something at any time, and its news of it may be lost. */
const LONGEST_SLEEP = 5_000;
/** Others hold what is due: they will have moved it by then. */
const CONTENDED = 100;
const LONGEST_BACK_OFF = 30_000;

export function createOutbox(parts: OutboxParts): Outbox {
  const { database, clock } = parts;
  const kinds = Object.keys(parts.handlers);
  const alarm = createAlarm();
  const hands = createHands(parts, alarm.ring);
  let stopping = false;
  let loop = Promise.resolve();
  // What the clock showed before the start, nobody knows: the first look finds it behind that in any case.
  let lastLook = Number.POSITIVE_INFINITY;

  /** Takes what is due and says for how many milliseconds nothing else will be. */
  async function takeRipe(): Promise<number> {
    if (hands.free() === 0 || kinds.length === 0) return LONGEST_SLEEP;
    const now = clock();
    if (now < lastLook) await catchUp(database, now, kinds);
    lastLook = now;
    const next = await nextDue(database, kinds);
    if (next === null || stopping) return LONGEST_SLEEP;
    if (next.due > now) return Math.min(LONGEST_SLEEP, next.due - now);
    const claims = await claimRipe(database, now, next.kind, hands.free());
    hands.take(claims);
    return claims.length > 0 ? 0 : CONTENDED;
  }

  return {
    start() {
      stopping = false;
      loop = keepOn(parts, takeRipe, alarm.sleep, () => stopping);
    },
    async stop(within) {
      stopping = true;
      alarm.ring();
      await hands.end(loop, within);
    },
    wake: alarm.ring,
    health: kinds => readHealth(database, kinds, clock()),
    async retry() {
      const due = await makeAllDue(database, clock());
      alarm.ring();
      return due;
    },
  };
}

/** Round after round until stopped. A database that fails is asked again after a growing wait. */
async function keepOn(
  { log }: OutboxParts,
  round: () => Promise<number>,
  sleep: (milliseconds: number) => Promise<void>,
  isStopping: () => boolean,
): Promise<void> {
  let failures = 0;
  while (!isStopping()) {
    let pause: number;
    try {
      pause = await round();
      failures = 0;
    } catch (error) {
      failures += 1;
      pause = Math.min(LONGEST_BACK_OFF, 250 * 2 ** failures);
      log.error({ code: reasonOf(error), count: failures }, 'the outbox could not be read and is read again');
    }
    if (!isStopping()) await sleep(pause);
  }
}
