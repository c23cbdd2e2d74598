import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { whenDone } from './cleanup.ts';
import { temporaryPlace } from './temporary-place.ts';

/** An empty folder that goes, with all that is in it, when the test has ended. What is just being killed may still write there. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(temporaryPlace, 'jebo-test-'));
  // A desk's has 256 folders and more: taken away one by one they are a quarter of what a small test costs.
  whenDone(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));
  return folder;
}
