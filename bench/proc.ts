import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Ticks of Linux's accounting in a second (proc(5)). */
const TICKS = 100;

const statusOf = (pid: number) => readFile(`/proc/${pid}/status`, 'utf8');

/** Resident, in megabytes. */
export async function memoryOf(pid: number): Promise<number> {
  return Number(/VmRSS:\s+(\d+) kB/.exec(await statusOf(pid))?.[1]) / 1_024;
}

/**
 * Of these, in megabytes, what no file backs and no other process shares: half of what is resident are pages of Node's own
 * file, which the system may drop at any time.
 */
export async function dirtyMemoryOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/Private_Dirty:\s+(\d+) kB/.exec(rollup)?.[1]) / 1_024;
}

/** The most that the process holds while it works, in megabytes. Linux alone can begin to count anew. */
export async function peakMemory(pid: number, work: () => Promise<unknown>): Promise<number> {
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  await work();
  return Number(/VmHWM:\s+(\d+) kB/.exec(await statusOf(pid))?.[1]) / 1_024;
}

/** Seconds of processor that a process has used, and its children that live. */
export async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [, user, system] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(stat) ?? [];
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean);
  const theirs = await Promise.all(children.map(child => cpuOf(Number(child)).catch(() => 0)));
  return theirs.reduce((sum, one) => sum + one, (Number(user) + Number(system)) / TICKS);
}

/** A process that does no more than this, of one core, does nothing that others wait for. */
const IDLE = 0.05;
const PATIENCE = 300;

/** Waits for what a desk does by itself once it has started, for five minutes at most. */
export async function untilIdle(pid: number): Promise<void> {
  for (let second = 0; second < PATIENCE; second++) {
    const before = await cpuOf(pid);
    await wait(1_000);
    if ((await cpuOf(pid)) - before <= IDLE) return;
  }
  throw new Error(`process ${pid} is at work for longer than is waited for`);
}
