import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the server keeps its data, and how room can be taken from it. */
export type Disk = {
  folder: string;
  /** Null: it cannot be filled without harm to others. */
  fill: (() => Promise<void>) | null;
  /** Gives back what `fill` took. */
  free(): Promise<void>;
  /** Bytes of the longest file that is there. */
  longestFile(): Promise<number>;
  /** By what means writes are made to fail, for the report. */
  means: string;
  /** All is gone, but for a copy in `keepIn`. */
  close(keepIn: string | null): Promise<void>;
};

const MEGABYTE = 2 ** 20;
/** In megabytes. It is memory, so not too much. */
const SIZE = 512;

/** A small disk of its own where this process may mount one (as root), else a folder among others. */
export async function openDisk(mayMount: boolean): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'jebo-torture-'));
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const isMounted = mayMount && (await mounted(dataDir));
  const ballast = join(dataDir, 'ballast');
  return {
    folder: dataDir,
    fill: isMounted ? () => writeUntilFull(ballast) : null,
    free: () => rm(ballast, { force: true }),
    longestFile: () => longestOf(dataDir),
    means: isMounted
      ? `a disk of its own of ${SIZE} MB (tmpfs), filled to the last byte; RLIMIT_FSIZE; DISK_RESERVE`
      : 'RLIMIT_FSIZE and DISK_RESERVE (no disk of its own could be mounted, or none was to be)',
    async close(keepIn) {
      await rm(ballast, { force: true });
      if (keepIn !== null) await cp(dataDir, join(keepIn, 'data'), { recursive: true });
      if (isMounted) await run('umount', ['-l', dataDir]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const mounted = (folder: string) =>
  run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}m,mode=0700`, 'jebo-torture', folder]).then(
    () => true,
    () => false,
  );

async function writeUntilFull(path: string) {
  await using file = await open(path, 'w');
  for (let size = 8 * MEGABYTE; size >= 4_096; ) {
    const { bytesWritten } = await file.write(Buffer.alloc(size)).catch(() => ({ bytesWritten: 0 }));
    if (bytesWritten < size) size /= 2;
  }
}

async function longestOf(folder: string): Promise<number> {
  let longest = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) longest = Math.max(longest, await sizeOf(join(entry.parentPath, entry.name)));
  }
  return longest;
}

const sizeOf = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0;
