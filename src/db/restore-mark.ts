import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere, syncFolder } from '../disk.ts';

// While a restore is under way, its data folder bears a mark: no desk starts there, and what lies there is the restore's.

const pathIn = (dataDir: string) => join(dataDir, 'restore-not-finished');

export const isMarked = (dataDir: string): Promise<boolean> => isThere(pathIn(dataDir));

/** A restore was begun here and has not ended. */
export class HalfRestored extends Error {
  override name = 'HalfRestored';

  constructor() {
    super('A restore into DATA_DIR has not ended. Run it again, or take another DATA_DIR.');
  }
}

export async function mark(dataDir: string): Promise<void> {
  await using file = await open(pathIn(dataDir), 'w', 0o600);
  await file.writeFile(
    'A restore into this folder has not ended: run it again. Until then no desk starts here.\n',
  );
  await file.sync();
  await syncFolder(dataDir);
}

export async function unmark(dataDir: string): Promise<void> {
  await rm(pathIn(dataDir), { force: true });
  await syncFolder(dataDir);
}
