import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseAway } from '../db/troubles.ts';
import type { Log } from '../log.ts';
import { type ChainParts, chainEvents } from './chain.ts';

/** Milliseconds. Well within the minute in which an entry is promised its place. */
const LOOK_EVERY = 20_000;

type Parts = ChainParts & { log: Log; yieldToPosts: () => Promise<void>; lookEvery?: number };

/** Chains the history in the background, so that nobody who notes an event waits for it. */
export function createChaining({ log, yieldToPosts, lookEvery = LOOK_EVERY, ...parts }: Parts) {
  const ending = new AbortController();
  const { signal } = ending;
  let underWay: Promise<void> = Promise.resolve();

  async function run() {
    while (!signal.aborted) {
      await chainEvents(parts, { signal, yieldToPosts }).catch(error => {
        // Told by whoever answers people meanwhile.
        if (!(error instanceof DatabaseAway))
          log.error({ error }, 'the history could not be chained, and will be tried again');
      });
      await delay(lookEvery, undefined, { signal, ref: false }).catch(() => {});
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
