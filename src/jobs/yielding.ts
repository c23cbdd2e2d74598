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

/** So many times as long as it worked it rests, where others go first. */
const WHILE_BUSY = 5;

/** For what has no hurry: at most half of a core, and about a fifth while it has to wait for its turn. Whoever came meanwhile goes first. */
export function createRest(yieldToPosts: () => Promise<void>, signal: AbortSignal) {
  let since = performance.now();
  return async () => {
    const worked = Math.min(performance.now() - since, LONGEST_REST);
    const rest = (times: number) => delay(times * worked, undefined, { signal, ref: false }).catch(() => {});
    await rest(1);
    const asked = performance.now();
    await yieldToPosts();
    if (performance.now() - asked >= 1) await rest(WHILE_BUSY - 1);
    since = performance.now();
  };
}
