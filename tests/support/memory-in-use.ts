import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/**
 * Bytes of objects, and of buffers, that somebody still holds. When garbage is collected by itself depends on the machine,
 * and what it was is freed beside it, at the latest before the next time.
 */
export function memoryInUse(): { objects: number; buffers: number } {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { objects: heapUsed, buffers: arrayBuffers };
}
