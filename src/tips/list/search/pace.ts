import { setTimeout as delay, setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import { createSlots } from '../../../limiter.ts';

/** So long a search works without a break, in milliseconds. */
const SLICE = 20;

/** How the searches of a process share it with all else, and with each other. */
export type Pace = {
  /** Milliseconds, from anywhere. */
  now(): number;
  /** When the one who asks began to. */
  begun(): number;
  /** So many tips are read at once at most. */
  lot: number;
  /**
   * One works at a time, whoever waited longest, so that no more than one lot of tips is in memory. `breathe` is called in
   * between: once a slice is over, all others go first.
   */
  inTurn<T>(work: (breathe: () => Promise<void>) => Promise<T>): Promise<T>;
};

type Parts = {
  /** Somebody waits who goes before every search. */
  isBusy(): boolean;
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
  lot: number;
};

export function createPace({
  isBusy = () => false,
  now = () => performance.now(),
  sleep = delay,
  lot = 200,
}: Partial<Parts> = {}): Pace {
  const line = createSlots(1);

  /** While others wait, searches take no more than a third of a core from them. */
  async function rest() {
    await nextTurnOfLoop();
    if (isBusy()) await sleep(2 * SLICE);
  }

  return {
    now,
    begun: now,
    lot,
    inTurn: work =>
      line.within(async () => {
        await rest();
        let since = now();
        return work(async () => {
          if (now() - since < SLICE) return;
          await rest();
          since = now();
        });
      }),
  };
}

/** The same for one who asks, once or more: all has the time of one search, which is over once nobody waits for the answer. */
export function whileWanted(pace: Pace, isWanted: () => boolean): Pace {
  const begun = pace.begun();
  return {
    ...pace,
    begun: () => begun,
    now: () => (isWanted() ? pace.now() : Number.POSITIVE_INFINITY),
  };
}
