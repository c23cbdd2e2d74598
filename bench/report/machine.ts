import { availableParallelism, cpus, totalmem } from 'node:os';

/** When, with what and on what something was measured: for the head of a report. */
export function whenAndWhere(): string {
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`;
  return `${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${machine}`;
}
