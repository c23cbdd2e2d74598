import { once } from 'node:events';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { TOO_MUCH_MEMORY } from '../sandbox/protocol.ts';

const EVERY = 50;

/**
 * Ends this process when it holds more than `mostMemory` bytes, or the desk is gone. In a thread of its own, because a
 * decoder holds up all else. Resolves when it watches.
 */
export async function startWatch(mostMemory: number): Promise<void> {
  const thread = new Worker(import.meta.filename, { workerData: { mostMemory, desk: process.ppid } });
  await once(thread, 'online');
  thread.unref();
}

/** Bytes that are held now; where there is no /proc, the most that ever were. */
export function heldMemory(): number {
  try {
    return process.memoryUsage.rss();
  } catch {
    return 1024 * process.resourceUsage().maxRSS;
  }
}

function watch({ mostMemory, desk }: { mostMemory: number; desk: number }) {
  setInterval(() => {
    if (process.ppid !== desk) process.kill(process.pid, 'SIGKILL');
    if (heldMemory() > mostMemory) process.kill(process.pid, TOO_MUCH_MEMORY);
  }, EVERY);
}

if (!isMainThread) watch(z.object({ mostMemory: z.number(), desk: z.number() }).parse(workerData));
