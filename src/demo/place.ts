import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of the demo's own. Unless it `isKept` it goes with the process, whatever ends that but a kill: at its exit there
 * is time for nothing but what is done at once.
 */
export async function makePlace({ isKept }: { isKept: boolean }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jebo-demo-'));
  if (!isKept) process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
