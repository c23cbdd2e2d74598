import { setTimeout as delay } from 'node:timers/promises';
import type { Claim } from './claims.ts';
import { type OutboxParts, workOff } from './work-off.ts';

/** The jobs that are being done now. */
export type Hands = {
  free(): number;
  take(claims: readonly Claim[]): void;
  /**
   * Waits until nothing more is `claiming` and all jobs have ended. Once `within` is aborted they are told to end,
   * and get a last second for it.
   */
  end(claiming: Promise<void>, within: AbortSignal | undefined): Promise<void>;
};

const MOST_AT_ONCE = 5;
const LAST_SECOND = 1_000;

/** `onFree` is called each time that a job has ended. */
export function createHands(parts: OutboxParts, onFree: () => void): Hands {
  const most = parts.hands ?? MOST_AT_ONCE;
  const busy = new Map<AbortController, Promise<void>>();

  async function work(claim: Claim, hand: AbortController) {
    await workOff(parts, claim, hand);
    busy.delete(hand);
    onFree();
  }

  return {
    free: () => most - busy.size,
    take(claims) {
      for (const claim of claims) {
        const hand = new AbortController();
        busy.set(hand, work(claim, hand));
      }
    },
    async end(claiming, within) {
      const ended = claiming.then(() => Promise.all(busy.values()));
      await Promise.race([ended, aborted(within)]);
      for (const hand of busy.keys()) hand.abort();
      await Promise.race([ended, delay(LAST_SECOND, undefined, { ref: false })]);
    },
  };
}

const aborted = (signal: AbortSignal | undefined) =>
  new Promise<void>(resolve => {
    if (signal?.aborted) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
