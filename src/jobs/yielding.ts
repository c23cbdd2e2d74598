import { setTimeout as delay, setImmediate as nextTurnOfLoop } from 'node:timers/promises';

/** In milliseconds: of each period, jobs begin in its slice alone. */
const SLICE = 10;
const PERIOD = 3 * SLICE;

type Parts = {
  /** Somebody waits who goes first. */
  isBusy(): boolean;
  /** Milliseconds, from anywhere. */
  now?(): number;
  sleep?(milliseconds: number): Promise<unknown>;
};

/**
 * Jobs yield: while others go first, they begin in every third slice of time alone, one after another, so that they take no
 * more than a third of a core. In each period one begins, however late it is: nothing waits for ever. Else nobody waits.
 */
export function createYielding({ isBusy, now = () => performance.now(), sleep = delay }: Parts) {
  let line: Promise<unknown> = Promise.resolve();

  async function pass() {
    const into = now() % PERIOD;
    if (isBusy() && into >= SLICE) await sleep(PERIOD - into);
  }
  return async (): Promise<void> => {
    if (!isBusy()) return;
    const turn = line.then(pass);
    // Whoever was let through works before it is looked again whether there is time left.
    line = turn.then(() => nextTurnOfLoop());
    await turn;
  };
}

/** Milliseconds. */
const LONGEST_REST = 100;

/** At most half of a core, and whoever came meanwhile goes first. */
export function createRest(yieldToPosts: () => Promise<void>, signal: AbortSignal) {
  let since = performance.now();
  return async () => {
    const worked = Math.min(performance.now() - since, LONGEST_REST);
    await delay(worked, undefined, { signal, ref: false }).catch(() => {});
    await yieldToPosts();
    since = performance.now();
  };
}
