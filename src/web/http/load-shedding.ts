import type { Response } from 'express';
import { createSlots, type Slots } from '../../limiter.ts';
import { unavailable } from '../../unavailable.ts';
import { createPortions } from './portions.ts';

/** So many may wait for the database at once. It keeps more than that in a second, so nobody waits long in vain. */
const WAITING_AT_MOST = 500;
/** Bytes of what people wrote in memory, of all posts in hand: what is made of one while it is read is several times its size. */
const HELD_AT_MOST = 32 * 1024 * 1024;
/** Files on their way at once: each has up to half a megabyte between the network and the disk. */
const TRANSFERRED_AT_MOST = 400;

/**
 * Sheds load: when more is sent at the same time than the desk can keep, the last are refused at once and the first are
 * still served. The memory stays bounded, and it is over as soon as some have been answered. What is written is never
 * refused for the sake of files. Once half of the memory or of the places for files is taken, each address has a share: nobody takes
 * them from all others by sending slowly.
 */
export type LoadShedder = {
  /** @throws {Refusal} when too many wait already; `work` has not begun then. */
  wait<T>(work: () => Promise<T>): Promise<T>;
  /** Takes a file in from this address. @throws {Refusal} when too many are on their way already; `work` has not begun then. */
  transfer<T>(address: string | undefined, work: () => Promise<T>): Promise<T>;
  /** What one post takes of the memory, until its answer is out. */
  memoryFor(response: Response): Memory;
  /** How many wait for the database now. */
  waiting(): number;
  /** How many files are on their way now. */
  transferring(): number;
  /** Bytes of bodies in memory now. */
  held(): number;
  /** More than half of what slow senders hold is taken. */
  isPressed(): boolean;
};

/** `hold` counts so many bytes more. @throws {Refusal} when all posts together then hold more than they may. */
export type Memory = { hold(bytes: number): void };

const LIMITS = {
  waitingAtMost: WAITING_AT_MOST,
  transferredAtMost: TRANSFERRED_AT_MOST,
  heldAtMost: HELD_AT_MOST,
};

export function createLoadShedder(given: Partial<typeof LIMITS> = {}): LoadShedder {
  const { waitingAtMost, transferredAtMost, heldAtMost } = { ...LIMITS, ...given };
  const waiters = createPlaces(waitingAtMost);
  const transfers = createPortions(transferredAtMost, () => unavailable('too-busy'));
  const memory = createPortions(heldAtMost, () => unavailable('too-busy'));
  return {
    wait: waiters.within,
    async transfer(address, work) {
      const place = transfers.of(address);
      place.take(1);
      try {
        return await work();
      } finally {
        place.giveBack();
      }
    },
    memoryFor(response) {
      const portion = memory.of(response.req.ip);
      response.once('close', portion.giveBack);
      // The rest of a body that was answered before its end is read and dropped, and counts no more.
      return { hold: portion.take };
    },
    waiting: waiters.taken,
    transferring: transfers.taken,
    held: memory.taken,
    isPressed: () => memory.taken() > heldAtMost / 2 || transfers.taken() > transferredAtMost / 2,
  };
}

/** Nobody waits for a slot: whoever comes too many is told so at once. */
const createPlaces = (most: number): Slots =>
  createSlots(most, { mostWaiting: 0, refusal: () => unavailable('too-busy') });
