import { randomId } from '../../crypto/ids.ts';
import type { Family } from '../../web/http/metrics/exposition.ts';
import { sendToPrimary, toWorker } from './messages.ts';

/** Milliseconds. Longer than the primary waits for the slowest of the workers. */
const TIMEOUT = 3_000;

/** At a worker: sends its own metrics to the primary when that asks, and asks it for those of all. */
export function shareMetrics(own: () => Family[]): () => Promise<readonly Family[]> {
  const waiting = new Map<string, (families: readonly Family[]) => void>();
  process.on('message', message => {
    const received = toWorker.safeParse(message).data;
    if (received?.is === 'request metrics')
      void sendToPrimary({ is: 'metrics', request: received.request, families: toSend(own()) });
    if (received?.is === 'metrics of all') waiting.get(received.request)?.(received.families);
  });
  return async () => {
    const request = randomId();
    const { promise, resolve, reject } = Promise.withResolvers<readonly Family[]>();
    const timeout = setTimeout(() => reject(new Error('the primary does not answer')), TIMEOUT);
    waiting.set(request, resolve);
    try {
      await sendToPrimary({ is: 'request metrics of all', request });
      return await promise;
    } finally {
      clearTimeout(timeout);
      waiting.delete(request);
    }
  };
}

const toSend = (families: readonly Family[]) =>
  families.map(({ samples, ...family }) => ({ ...family, samples: [...samples] }));
