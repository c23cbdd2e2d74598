import type { Worker } from 'node:cluster';
import { type FromWorker, tellWorker } from './messages.ts';
import { createTally } from './tally.ts';

/** Milliseconds. Of one that takes longer, what it told last is told. */
const PATIENCE = 2_000;

/** At the first process: gathers what the workers have counted when one of them is asked for it. */
export function createCounting(workers: ReadonlyMap<number, Worker>) {
  const tally = createTally();
  const open = new Map<string, { missing: Set<number>; answer: () => void }>();

  const gather = (asker: Worker, question: string) => {
    const answer = () => {
      if (!open.delete(question)) return;
      clearTimeout(patience);
      const families = tally.total().map(family => ({ ...family, samples: [...family.samples] }));
      tellWorker(asker, { is: 'counts of all', question, families });
    };
    const patience = setTimeout(answer, PATIENCE);
    open.set(question, { missing: new Set(workers.keys()), answer });
    for (const worker of workers.values()) tellWorker(worker, { is: 'tell your counts', question });
  };
  return {
    hear(number: number, worker: Worker, told: FromWorker) {
      // A last word may come after the end, when another one has its number.
      if (workers.get(number) !== worker) return;
      if (told.is === 'asking for counts') gather(worker, told.question);
      if (told.is !== 'counts') return;
      tally.note(number, told.families);
      const { missing, answer } = open.get(told.question) ?? {};
      missing?.delete(number);
      if (missing?.size === 0) answer?.();
    },
    bury: tally.bury,
  };
}
