import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere, nullIfMissing, syncFolder } from '../disk.ts';
import { isProcessThere } from './process-identity.ts';

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

const filesGo = (where: string) => `Its files go into ${where}.\n`;

/** `where`: the place of its files, which need not be this folder. */
export async function mark(dataDir: string, where: string): Promise<void> {
  await using file = await open(pathIn(dataDir), 'w', 0o600);
  await file.writeFile(
    `A restore into this folder has not ended: run it again. Until then no desk starts here.\n${filesGo(where)}It was begun by process ${process.pid}.\n`,
  );
  await file.sync();
  await syncFolder(dataDir);
}

/** The process of another restore that is at work there; null when there is none, or when it was killed. */
export async function otherRestore(dataDir: string): Promise<number | null> {
  const pid = Number(/by process (\d+)/.exec(await textOf(dataDir))?.[1] ?? process.pid);
  return pid !== process.pid && isProcessThere(pid) ? pid : null;
}

/** Whether the files there are those of a restore that was begun here. */
export const hasItsFilesIn = async (dataDir: string, where: string): Promise<boolean> =>
  (await textOf(dataDir)).includes(filesGo(where));

const textOf = async (dataDir: string): Promise<string> =>
  (await readFile(pathIn(dataDir), 'utf8').catch(nullIfMissing)) ?? '';

export async function unmark(dataDir: string): Promise<void> {
  await rm(pathIn(dataDir), { force: true });
  await syncFolder(dataDir);
}
