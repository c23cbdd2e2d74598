import type { Response } from 'express';
import { tooBusy } from '../errors.ts';

/** So many may wait for the database at once. It keeps more than that in a second, so nobody waits long in vain. */
const WAITING_AT_MOST = 500;
/** Bytes of what people wrote in memory, of all posts in hand: what is made of one while it is read is several times its size. */
const HELD_AT_MOST = 32 * 1024 * 1024;
/** Files on their way at once: each has up to half a megabyte between the network and the disk. */
const CARRIED_AT_MOST = 400;

/**
 * Those who send at the same time. When more come than the desk can keep, the last are told so at once and the
 * first are still served: the memory stays bounded, and it is over as soon as some have been answered. What is written
 * is never refused for the sake of files.
 */
export type Crowd = {
  /** @throws {Refusal} 503 when too many wait already; `work` has not begun then. */
  wait<T>(work: () => Promise<T>): Promise<T>;
  /** Takes a file in. @throws {Refusal} 503 when too many are on their way already; `work` has not begun then. */
  carry<T>(work: () => Promise<T>): Promise<T>;
  /** What one post takes of the memory, until its answer is out. */
  memoryFor(response: Response): Memory;
  /** How many wait for the database now. */
  waiting(): number;
  /** How many files are on their way now. */
  carrying(): number;
  /** Bytes of bodies in memory now. */
  held(): number;
};

/** `hold` counts so many bytes more. @throws {Refusal} 503 when all posts together then hold more than they may. */
export type Memory = { hold(bytes: number): void };

const LIMITS = {
  waitingAtMost: WAITING_AT_MOST,
  carriedAtMost: CARRIED_AT_MOST,
  heldAtMost: HELD_AT_MOST,
};

export function createCrowd(given: Partial<typeof LIMITS> = {}): Crowd {
  const { waitingAtMost, carriedAtMost, heldAtMost } = { ...LIMITS, ...given };
  const waiters = createPlaces(waitingAtMost);
  const carriers = createPlaces(carriedAtMost);
  let held = 0;
  return {
    wait: waiters.within,
    carry: carriers.within,
    memoryFor(response) {
      let own = 0;
      let isOver = false;
      const release = () => {
        if (!isOver) held -= own;
        isOver = true;
      };
      response.once('close', release);
      return {
        hold(bytes) {
          // The rest of a body that was answered before its end is read and dropped.
          if (isOver) return;
          own += bytes;
          held += bytes;
          if (held <= heldAtMost) return;
          release();
          throw tooBusy();
        },
      };
    },
    waiting: waiters.taken,
    carrying: carriers.taken,
    held: () => held,
  };
}

function createPlaces(most: number) {
  let taken = 0;
  return {
    async within<T>(work: () => Promise<T>): Promise<T> {
      if (taken >= most) throw tooBusy();
      taken += 1;
      try {
        return await work();
      } finally {
        taken -= 1;
      }
    },
    taken: () => taken,
  };
}
