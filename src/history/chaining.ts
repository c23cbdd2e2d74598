import { DatabaseAway } from '../db/troubles.ts';
import type { Log } from '../log.ts';
import { type Repeated, repeat } from '../repeat.ts';
import { type ChainParts, chainEvents } from './chain.ts';

/** Milliseconds. Well within the minute in which an entry is promised its place. */
const LOOK_EVERY = 20_000;

type Parts = ChainParts & { log: Log; yieldToPosts: () => Promise<void>; lookEvery?: number };

/** Chains the history in the background, so that nobody who notes an event waits for it. */
export function createChaining({ log, yieldToPosts, lookEvery = LOOK_EVERY, ...parts }: Parts): Repeated {
  return repeat(signal => chainEvents(parts, { signal, yieldToPosts }), {
    every: lookEvery,
    onError(error) {
      // Told by whoever answers people meanwhile.
      if (!(error instanceof DatabaseAway))
        log.error({ error }, 'the history could not be chained, and will be tried again');
    },
  });
}
