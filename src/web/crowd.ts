import type { Request, Response } from 'express';
import { tooBusy } from '../errors.ts';

/** So many may wait for the database at once. It keeps more than that in a second, so nobody waits long in vain. */
const WAITING_AT_MOST = 500;
/** Bytes of bodies in memory, of all posts in hand: what is made of one while it is read is several times its size. */
const HELD_AT_MOST = 32 * 1024 * 1024;
/** A body that holds files goes to the disk in pieces of this size and is in memory no more than that. */
const HELD_OF_FILES = 256 * 1024;

/**
 * Those who send at the same time. When more come than the desk can keep, the last are told so at once and the
 * first are still served: the memory stays bounded, and it is over as soon as some have been answered.
 */
export type Crowd = {
  /** @throws {Refusal} 503 when too many wait already; `work` has not begun then. */
  wait<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Reads the body by `take`, counted as it comes until the answer is out.
   * @throws {Refusal} 503 when the bodies in hand hold all the memory that they may.
   */
  read<T>(request: Request, response: Response, take: () => Promise<T>): Promise<T>;
  /** How many wait for the database now. */
  waiting(): number;
  /** Bytes of bodies in memory now. */
  held(): number;
};

export function createCrowd({ waitingAtMost = WAITING_AT_MOST, heldAtMost = HELD_AT_MOST } = {}): Crowd {
  let waiting = 0;
  let held = 0;
  return {
    async wait(work) {
      if (waiting >= waitingAtMost) throw tooBusy();
      waiting += 1;
      try {
        return await work();
      } finally {
        waiting -= 1;
      }
    },
    async read(request, response, take) {
      if (held >= heldAtMost) throw tooBusy();
      const mayHoldFiles = Boolean(request.is('multipart/form-data'));
      let own = 0;
      response.once('close', () => {
        held -= own;
      });
      const tooMuch = new Promise<never>((_resolve, reject) => {
        request.on('data', (chunk: Buffer) => {
          const more = mayHoldFiles ? Math.min(chunk.length, HELD_OF_FILES - own) : chunk.length;
          own += more;
          held += more;
          if (held > heldAtMost && !mayHoldFiles) reject(dropRest(request));
        });
      });
      return await Promise.race([take(), tooMuch]);
    },
    waiting: () => waiting,
    held: () => held,
  };
}

/** What is still on its way is read and forgotten, so that the sender sees the answer. */
function dropRest(request: Request) {
  request.removeAllListeners('data');
  request.resume();
  return tooBusy();
}
