import { expect, test } from 'vitest';
import { createTotals } from '../../../src/process/cluster/aggregate-metrics.ts';
import type { Family } from '../../../src/web/http/metrics/exposition.ts';

const tips = (value: number, channel = 'form'): Family => ({
  name: 'tips',
  type: 'counter',
  help: 'Tips.',
  samples: [{ labels: { channel }, value }],
});
const memory = (value: number): Family => ({
  name: 'memory',
  type: 'gauge',
  help: 'Memory.',
  samples: [{ labels: {}, value }],
});

test('counters are added up by their labels, and a gauge stands for each worker', () => {
  const totals = createTotals();
  totals.set(2, [tips(3), memory(20)]);
  totals.set(1, [tips(4), tips(1, 'mail'), memory(10)]);
  expect(totals.all()).toEqual([
    { ...tips(0), samples: [...tips(7).samples, ...tips(1, 'mail').samples] },
    {
      ...memory(0),
      samples: [
        { labels: { worker: '1' }, value: 10 },
        { labels: { worker: '2' }, value: 20 },
      ],
    },
  ]);
});

test('a sum never falls when a worker dies and is replaced, and of the dead nothing is measured', () => {
  const totals = createTotals();
  totals.set(1, [tips(4), memory(10)]);
  totals.set(1, [tips(5), memory(10)]);
  totals.retire(1);
  expect(totals.all()).toEqual([tips(5)]);
  totals.set(1, [tips(2), memory(30)]);
  totals.retire(1);
  totals.retire(1);
  expect(totals.all()).toEqual([tips(7)]);
});
