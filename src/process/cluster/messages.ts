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

/** What a worker sends to the primary. `request`: an id that goes with its answers. */
export const fromWorker = z.discriminatedUnion('is', [
  z.object({ is: z.literal('ready') }),
  /** `message`: what it would have printed, had it been alone. */
  z.object({ is: z.literal('failed'), message: z.string() }),
  /** A newer version must take over: it ends, and so will all others. */
  z.object({ is: z.literal('too old'), message: z.string() }),
  z.object({ is: z.literal('request metrics of all'), request: z.string() }),
  z.object({ is: z.literal('metrics'), request: z.string(), families }),
]);

/** What the primary sends to a worker. */
export const toWorker = z.discriminatedUnion('is', [
  z.object({ is: z.literal('stop') }),
  z.object({ is: z.literal('request metrics'), request: z.string() }),
  z.object({ is: z.literal('metrics of all'), request: z.string(), families }),
]);

export type FromWorker = z.output<typeof fromWorker>;
type ToWorker = z.output<typeof toWorker>;

/** Resolves when it is on its way, or when the primary is gone. */
export const sendToPrimary = (message: FromWorker): Promise<void> =>
  new Promise(resolve => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });

/** A worker that has just died gets nothing; its exit is an event of its own. */
export function sendToWorker(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => {});
}
