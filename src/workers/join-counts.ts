import { randomId } from '../privacy/random-id.ts';
import type { Family } from '../web/metrics/exposition.ts';
import { tellFirst, toWorker } from './messages.ts';

/** Milliseconds. Longer than the first process waits for the slowest of the workers. */
const PATIENCE = 3_000;

/** Tells the first process what this worker has counted, when asked, and asks it what all have. */
export function joinCounts(own: () => Family[]): () => Promise<readonly Family[]> {
  const asked = new Map<string, (families: readonly Family[]) => void>();
  process.on('message', message => {
    const told = toWorker.safeParse(message).data;
    if (told?.is === 'tell your counts')
      void tellFirst({ is: 'counts', question: told.question, families: toSend(own()) });
    if (told?.is === 'counts of all') asked.get(told.question)?.(told.families);
  });
  return async () => {
    const question = randomId();
    const { promise, resolve, reject } = Promise.withResolvers<readonly Family[]>();
    const patience = setTimeout(() => reject(new Error('the first process does not answer')), PATIENCE);
    asked.set(question, resolve);
    try {
      await tellFirst({ is: 'asking for counts', question });
      return await promise;
    } finally {
      clearTimeout(patience);
      asked.delete(question);
    }
  };
}

const toSend = (families: readonly Family[]) =>
  families.map(({ samples, ...family }) => ({ ...family, samples: [...samples] }));
