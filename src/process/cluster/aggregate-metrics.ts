import type { Worker } from 'node:cluster';
import type { Family, Sample } from '../../web/http/metrics/exposition.ts';
import { type FromWorker, sendToWorker } from './messages.ts';

/** Milliseconds. Of one that takes longer, what it sent last counts. */
const TIMEOUT = 2_000;

/** At the primary: collects the metrics of the workers when one of them is asked for them. */
export function createMetricsAggregator(workers: ReadonlyMap<number, Worker>) {
  const totals = createTotals();
  const open = new Map<string, { missing: Set<number>; answer: () => void }>();

  const collect = (asker: Worker, request: string) => {
    const answer = () => {
      if (!open.delete(request)) return;
      clearTimeout(timeout);
      const families = totals.all().map(family => ({ ...family, samples: [...family.samples] }));
      sendToWorker(asker, { is: 'metrics of all', request, families });
    };
    const timeout = setTimeout(answer, TIMEOUT);
    open.set(request, { missing: new Set(workers.keys()), answer });
    for (const worker of workers.values()) sendToWorker(worker, { is: 'request metrics', request });
  };
  return {
    receive(number: number, worker: Worker, message: FromWorker) {
      // A last message may come after the end, when another one has its number.
      if (workers.get(number) !== worker) return;
      if (message.is === 'request metrics of all') collect(worker, message.request);
      if (message.is !== 'metrics') return;
      totals.set(number, message.families);
      const { missing, answer } = open.get(message.request) ?? {};
      missing?.delete(number);
      if (missing?.size === 0) answer?.();
    },
    retire: totals.retire,
  };
}

/** The metrics of all workers: counters are added up, and gauges stand for each worker by itself. */
type Totals = {
  /** What this worker has counted up to now. */
  set(worker: number, families: readonly Family[]): void;
  /** It has died. What it had counted when it was asked last stays counted, for a sum that falls would mean a new start. */
  retire(worker: number): void;
  all(): Family[];
};

export function createTotals(): Totals {
  const living = new Map<number, readonly Family[]>();
  let ofTheDead: Family[] = [];
  return {
    set: (worker, families) => void living.set(worker, families),
    retire(worker) {
      ofTheDead = addUp([ofTheDead, (living.get(worker) ?? []).filter(isCount)]);
      living.delete(worker);
    },
    all: () =>
      addUp([
        ofTheDead,
        ...[...living]
          .sort(([one], [other]) => one - other)
          .map(([worker, families]) =>
            families.map(family => (isCount(family) ? family : of(worker, family))),
          ),
      ]),
  };
}

const isCount = ({ type }: Family) => type !== 'gauge';

const of = (worker: number, family: Family): Family => ({
  ...family,
  samples: family.samples.map(one => ({ ...one, labels: { ...one.labels, worker: String(worker) } })),
});

function addUp(all: readonly (readonly Family[])[]): Family[] {
  const byName = Map.groupBy(all.flat(), ({ name }) => name);
  return [...byName.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first, samples: addSamples([first, ...others].flatMap(({ samples }) => samples)) }],
  );
}

function addSamples(samples: readonly Sample[]): Sample[] {
  const sums = new Map<string, Sample>();
  for (const sample of samples) {
    const key = JSON.stringify([sample.suffix, sample.labels]);
    sums.set(key, { ...sample, value: (sums.get(key)?.value ?? 0) + sample.value });
  }
  return [...sums.values()];
}
