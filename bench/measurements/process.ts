import { setTimeout as wait } from 'node:timers/promises';
import { repeat } from '../load.ts';
import { cpuOf, dirtyMemoryOf, memoryOf } from '../proc.ts';
import type { Row } from '../report/row.ts';
import { startDesk } from '../servers.ts';
import { textTip } from './intake.ts';

const STARTS = 5;
const TIPS = 100_000;
const CLIENTS = 50;
/** What the start has left is given back within this, in milliseconds. */
const REST = 5_000;

/** What the process takes: to start, at rest, for a tip, and after many. */
export async function measureProcess(): Promise<Row[]> {
  const starts: number[] = [];
  const idle: number[] = [];
  const dirty: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    const start = performance.now();
    const desk = await startDesk();
    starts.push((performance.now() - start) / 1_000);
    await wait(REST);
    idle.push(await memoryOf(desk.pid));
    dirty.push(await dirtyMemoryOf(desk.pid));
    await desk.stop();
  }
  const absolute = (what: string, unit: Row['unit'], ours: number[], value: number | null): Row => ({
    what,
    unit,
    ours,
    against: null,
    target: value === null ? null : { is: 'at most', value },
  });
  return [
    absolute('start to the first 200', 's', starts, 1),
    absolute('memory at rest: resident', 'MB', idle, 105),
    absolute('memory at rest: private dirty pages', 'MB', dirty, 45),
    ...(await measureManyTips(absolute)),
  ];
}

async function measureManyTips(
  absolute: (what: string, unit: Row['unit'], ours: number[], value: number | null) => Row,
): Promise<Row[]> {
  const desk = await startDesk();
  try {
    await repeat(desk.origin, textTip, CLIENTS, TIPS / 5);
    const early = await memoryOf(desk.pid);
    const cpuBefore = await cpuOf(desk.pid);
    await repeat(desk.origin, textTip, CLIENTS, TIPS);
    const cpu = ((await cpuOf(desk.pid)) - cpuBefore) / TIPS;
    const late = await memoryOf(desk.pid);
    return [
      absolute(
        'processor for a text tip, its mail included as far as it was sent, 50 clients',
        'µs',
        [cpu * 1e6],
        null,
      ),
      {
        what: 'memory after 120,000 tips',
        unit: 'MB',
        ours: [late],
        against: { name: 'after the first 20,000', values: [early] },
        target: { is: 'at most', value: 1.1 },
      },
    ];
  } finally {
    await desk.stop();
  }
}
