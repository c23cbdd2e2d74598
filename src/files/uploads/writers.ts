import type { Readable } from 'node:stream';
import { unavailable } from '../../unavailable.ts';

/**
 * One at a time for each id, and the newest wins: a phone that comes back over another network must not wait for the
 * time-out of its old connection.
 */
export function createWriters() {
  const current = new Map<string, { stream: Readable | null; ended: Promise<unknown> }>();
  let isStopping = false;

  return {
    /**
     * Cuts off whoever holds the id, waits until what they sent is kept, and then works.
     * @throws {Refusal} when more is to be taken in, and the process is about to end.
     */
    async instead<T>(id: string, stream: Readable | null, work: () => Promise<T>): Promise<T> {
      if (isStopping && stream !== null) throw unavailable('stopping');
      const before = current.get(id);
      before?.stream?.destroy();
      const working = (before?.ended ?? Promise.resolve()).then(work, work);
      const mine = { stream, ended: working.catch(() => {}) };
      current.set(id, mine);
      try {
        return await working;
      } finally {
        if (current.get(id) === mine) current.delete(id);
      }
    },
    /** Whoever only asks or removes is still answered: a tip in hand may name what was uploaded. */
    async stop(): Promise<void> {
      isStopping = true;
      const all = [...current.values()];
      for (const { stream } of all) stream?.destroy();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
