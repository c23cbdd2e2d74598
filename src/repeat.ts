import { setTimeout as delay } from 'node:timers/promises';

/** Work of the background, from its start to its stop. */
export type Repeated = {
  start(): void;
  /** Waits until what is under way has ended. */
  stop(): Promise<void>;
};

/** `every`: milliseconds of rest in between. `onError` is told what the work throws, which is then done again after that rest. */
type Rhythm = { every: number; onError: (error: unknown) => void };

/** Work that is done again and again, until `signal` is aborted. */
export function repeat(
  work: (signal: AbortSignal) => Promise<unknown>,
  { every, onError }: Rhythm,
): Repeated {
  const ending = new AbortController();
  const { signal } = ending;
  let underWay: Promise<void> = Promise.resolve();

  async function run() {
    while (!signal.aborted) {
      await work(signal).catch(onError);
      await delay(every, undefined, { signal, ref: false }).catch(() => {});
    }
  }
  return {
    start() {
      underWay = run();
    },
    async stop() {
      ending.abort();
      await underWay;
    },
  };
}
