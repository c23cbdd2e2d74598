import { readFile } from 'node:fs/promises';
import { textTip } from './intake.ts';
import { repeat } from './load.ts';
import type { Row } from './row.ts';
import { startDesk } from './servers.ts';

const STARTS = 5;
const TIPS = 100_000;
const CLIENTS = 50;
/** Ticks of the kernel's accounting in a second (proc(5)). */
const TICKS = 100;

/** What the process takes: to start, at rest, for a tip, and after many. */
export async function measureProcess(): Promise<Row[]> {
  const starts: number[] = [];
  const idle: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    const start = performance.now();
    const desk = await startDesk();
    starts.push((performance.now() - start) / 1_000);
    idle.push(await memoryOf(desk.pid));
    await desk.stop();
  }
  const absolute = (what: string, unit: Row['unit'], ours: number[], value: number | null): Row => ({
    ...{ what, unit, ours, against: null },
    target: value === null ? null : { is: 'at most', value },
  });
  return [
    absolute('start to the first 200', 's', starts, 1),
    absolute('memory at rest', 'MB', idle, 100),
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
        ...{ what: 'memory after 120,000 tips', unit: 'MB', ours: [late] },
        against: { name: 'after the first 20,000', values: [early] },
        target: { is: 'at most', value: 1.1 },
      },
    ];
  } finally {
    await desk.stop();
  }
}

/** Resident, in megabytes, as Linux counts it. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
}

/** Seconds of processor that the process has used, all its threads together. */
async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [, user, system] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(stat) ?? [];
  return (Number(user) + Number(system)) / TICKS;
}
