import { expect, test } from 'vitest';
import type { Family } from '../../src/web/metrics/exposition.ts';
import { createTally } from '../../src/workers/tally.ts';

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

test('counts are added up by their labels, and what is measured now is told for each worker', () => {
  const tally = createTally();
  tally.note(2, [tips(3), memory(20)]);
  tally.note(1, [tips(4), tips(1, 'mail'), memory(10)]);
  expect(tally.total()).toEqual([
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
  const tally = createTally();
  tally.note(1, [tips(4), memory(10)]);
  tally.note(1, [tips(5), memory(10)]);
  tally.bury(1);
  expect(tally.total()).toEqual([tips(5)]);
  tally.note(1, [tips(2), memory(30)]);
  tally.bury(1);
  tally.bury(1);
  expect(tally.total()).toEqual([tips(7)]);
});
