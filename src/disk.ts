import { access, mkdir, open, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Names made or removed in the folder survive a power cut once this has answered (fsync(2) on the folder itself). */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

/** The folder is there, lastingly, and only its owner may look inside. */
export async function makeFolder(path: string): Promise<void> {
  const made = await makeMissing(path);
  if (made !== null) await syncFolder(dirname(made));
}

/**
 * Gives the topmost folder that it made; null where all were there. Node's own `recursive` calls a disk that can only be
 * read ENOENT, and asks for ever where the system calls a folder so whose parent is there, as below /proc.
 */
async function makeMissing(path: string): Promise<string | null> {
  try {
    await mkdir(path, { mode: 0o700 });
    return path;
  } catch (error) {
    if (await isFolder(path)) return null;
    if (!hasCode(error, 'ENOENT') || (await isThere(dirname(path)))) throw error;
    const above = await makeMissing(dirname(path));
    const here = await makeMissing(path);
    return above ?? here;
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    () => false,
  );

/** Whether there is anything under this name. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return false;
    throw error;
  }
}

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** For the `catch` of whatever looks at a file: null where there is none. @throws all else. */
export function nullIfMissing(error: unknown): null {
  if (hasCode(error, 'ENOENT')) return null;
  throw error;
}

/** Bytes that are free where this folder is. */
export const freeSpace = async (folder: string): Promise<number> => (await diskSpace(folder)).free;

/** Bytes of the disk where this folder is. */
export async function diskSpace(folder: string): Promise<{ free: number; total: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** No space is left, or none that may be used; named as the system names it. */
export class DiskFull extends Error {
  override name = 'DiskFull';
  readonly code = 'ENOSPC';
}

/** The system's words for it, and PostgreSQL's (`disk_full`). */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', '53100'].some(code => hasCode(error, code));
