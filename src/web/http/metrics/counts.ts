import type { Labels, Sample } from './exposition.ts';

/** Counts up, for each set of labels, from the start of the process. */
export function createCounter() {
  const counts = new Map<string, { labels: Labels; value: number }>();
  return {
    add(labels: Labels, by = 1) {
      const key = JSON.stringify(labels);
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { labels, value: by });
      else known.value += by;
    },
    samples: (): Sample[] => [...counts.values()],
  };
}

/** Upper ends, in seconds: from a page out of memory to an upload from a train. */
const ENDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600];

/** How long things took, for each set of labels. */
export function createHistogram() {
  const rows = new Map<string, { labels: Labels; buckets: number[]; sum: number; count: number }>();
  const rowFor = (labels: Labels) => {
    const key = JSON.stringify(labels);
    const row = rows.get(key) ?? { labels, buckets: ENDS.map(() => 0), sum: 0, count: 0 };
    rows.set(key, row);
    return row;
  };
  return {
    observe(labels: Labels, seconds: number) {
      const row = rowFor(labels);
      const at = ENDS.findIndex(end => seconds <= end);
      if (at >= 0) row.buckets[at] = (row.buckets[at] ?? 0) + 1;
      row.sum += seconds;
      row.count += 1;
    },
    samples: (): Sample[] => [...rows.values()].flatMap(samplesOf),
  };
}

function samplesOf({
  labels,
  buckets,
  sum,
  count,
}: {
  labels: Labels;
  buckets: number[];
  sum: number;
  count: number;
}): Sample[] {
  let below = 0;
  const upTo = ENDS.map((end, at) => {
    below += buckets[at] ?? 0;
    return { suffix: '_bucket', labels: { ...labels, le: String(end) }, value: below };
  });
  return [
    ...upTo,
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ];
}
