import { lockDown } from './lock-down.ts';
import { startWatch } from './memory-watch.ts';

/** Before the first file, and once all code is loaded. `mostMemory`: in bytes. */
export async function prepare(mostMemory: number): Promise<void> {
  await startWatch(mostMemory);
  lockDown();
}
