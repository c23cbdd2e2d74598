import type { Family, Sample } from '../web/metrics/exposition.ts';

/** What all workers have counted: counts are added up, and what is measured now is told for each worker by itself. */
export type Tally = {
  /** What this worker has counted up to now. */
  note(worker: number, families: readonly Family[]): void;
  /** It has died. What it had counted when it was asked last stays counted, for a sum that falls would tell of a new start. */
  bury(worker: number): void;
  total(): Family[];
};

export function createTally(): Tally {
  const living = new Map<number, readonly Family[]>();
  let ofTheDead: Family[] = [];
  return {
    note: (worker, families) => void living.set(worker, families),
    bury(worker) {
      ofTheDead = addUp([ofTheDead, (living.get(worker) ?? []).filter(isCount)]);
      living.delete(worker);
    },
    total: () =>
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
