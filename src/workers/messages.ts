import type { Worker } from 'node:cluster';
import { z } from 'zod';

const families = z.array(
  z.object({
    name: z.string(),
    type: z.enum(['counter', 'gauge', 'histogram']),
    help: z.string(),
    samples: z.array(
      z.object({
        labels: z.record(z.string(), z.string()),
        value: z.number(),
        suffix: z.exactOptional(z.string()),
      }),
    ),
  }),
);

/** What a worker tells the first process. `question` goes with its answers. */
export const fromWorker = z.discriminatedUnion('is', [
  z.object({ is: z.literal('ready') }),
  /** `words`: what it would have said, had it been alone. */
  z.object({ is: z.literal('failed'), words: z.string() }),
  /** What have all of us counted? */
  z.object({ is: z.literal('asking for counts'), question: z.string() }),
  z.object({ is: z.literal('counts'), question: z.string(), families }),
]);

/** What a worker is told. */
export const toWorker = z.discriminatedUnion('is', [
  z.object({ is: z.literal('stop') }),
  z.object({ is: z.literal('tell your counts'), question: z.string() }),
  z.object({ is: z.literal('counts of all'), question: z.string(), families }),
]);

export type FromWorker = z.output<typeof fromWorker>;
export type ToWorker = z.output<typeof toWorker>;

/** Resolves when it is on its way, or when there is nobody to hear it any more. */
export const tellFirst = (message: FromWorker): Promise<void> =>
  new Promise(resolve => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });

/** A worker that has just died hears nothing, and its end is told by itself. */
export function tellWorker(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => {});
}
