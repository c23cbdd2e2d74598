import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Names made or removed in the folder survive a power cut once this has answered (fsync(2) on the folder itself). */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

/** The folder is there, lastingly, and only its owner may look inside. */
export async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(dirname(made));
}

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
