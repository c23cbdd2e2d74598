import { writeFileSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { TOO_MUCH_MEMORY } from '../too-much-memory.ts';

const EVERY = 50;

/**
 * Ends this process when it holds more than `mostMemory` bytes, or the desk is gone. In a thread of its own, because a
 * decoder holds up all else.
 */
export function startWatch(mostMemory: number): void {
  dieFirst();
  new Worker(import.meta.filename, { workerData: { mostMemory, desk: process.ppid } }).unref();
}

/** When the machine itself has no memory left, Linux shall end this process, not the desk. */
function dieFirst() {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Not Linux.
  }
}

function watch({ mostMemory, desk }: { mostMemory: number; desk: number }) {
  setInterval(() => {
    if (process.ppid !== desk) process.kill(process.pid, 'SIGKILL');
    if (process.memoryUsage.rss() > mostMemory) process.kill(process.pid, TOO_MUCH_MEMORY);
  }, EVERY);
}

if (!isMainThread) watch(z.object({ mostMemory: z.number(), desk: z.number() }).parse(workerData));
