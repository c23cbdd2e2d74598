import type { Worker } from 'node:cluster';
import { z } from 'zod';

/** What a worker tells the first process. */
export const fromWorker = z.discriminatedUnion('is', [
  z.object({ is: z.literal('ready') }),
  /** `words`: what it would have said, had it been alone. */
  z.object({ is: z.literal('failed'), words: z.string() }),
]);

/** What a worker is told. */
export const toWorker = z.object({ is: z.literal('stop') });

/** Resolves when it is on its way, or when there is nobody to hear it any more. */
export const tellFirst = (message: z.input<typeof fromWorker>): Promise<void> =>
  new Promise(resolve => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });

/** A worker that has just died hears nothing, and its end is told by itself. */
export function tellWorker(worker: Worker, message: z.input<typeof toWorker>): void {
  if (worker.isConnected()) worker.send(message, () => {});
}
