import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { hasCode, makeFolder, syncFolder } from '../disk.ts';
import { randomId } from '../privacy/random-id.ts';
import type { FileStore, TakenFile } from './store.ts';

/**
 * Files in folders: written under `incoming`, fsynced, renamed to `files/ab/ID`, and the folder fsynced.
 * A name the sender gave is never a path. Each process has its own folder in `incoming`, named by its number and
 * its machine, so that what a dead one left can be told from what another is taking just now.
 */
export async function openDiskStore(dataDir: string, reserve: number): Promise<FileStore> {
  const incoming = join(dataDir, 'incoming', `${process.pid}@${hostname()}`);
  const kept = join(dataDir, 'files');
  await makeKeptFolders(kept);
  await removeLeftovers(dirname(incoming));
  await makeFolder(incoming);

  const incomingPath = (id: string) => join(incoming, id);
  const folderOf = (id: string) => join(kept, id.slice(0, 2));
  const pathOf = (id: string) => join(folderOf(id), id);

  const space = async () => {
    const disk = await statfs(incoming);
    return disk.bavail * disk.bsize - reserve;
  };

  return {
    async take(stream, most) {
      const id = randomId();
      try {
        const taken = await writeWhole(stream, incomingPath(id), most, space);
        if (taken === null) await rm(incomingPath(id), { force: true });
        return taken === null ? null : { id, ...taken };
      } catch (error) {
        await rm(incomingPath(id), { force: true });
        throw error;
      }
    },
    async keep(ids) {
      await Promise.all(ids.map(id => rename(incomingPath(id), pathOf(id))));
      await Promise.all([...new Set(ids.map(folderOf))].map(syncFolder));
    },
    async remove(ids) {
      for (const id of ids) {
        await rm(incomingPath(id), { force: true });
        await rm(pathOf(id), { force: true });
      }
      await Promise.all([...new Set(ids.map(folderOf))].map(syncFolder));
    },
    read: (id, range) => createReadStream(pathOf(id), range ?? {}),
    space,
    async check() {
      const probe = incomingPath(`probe-${randomId()}`);
      try {
        await writeFile(probe, 'x', { mode: 0o600 });
      } finally {
        await rm(probe, { force: true });
      }
    },
    async *olderThan(time) {
      for (const folder of await readdir(kept)) {
        for (const id of await readdir(join(kept, folder))) {
          const found = await stat(pathOf(id)).catch(() => null);
          if (found !== null && found.mtimeMs < time) yield id;
        }
      }
    },
  };
}

const LOOK_EVERY = 16 * 1024 * 1024;

/** The reserve is reached; named as the system names a disk without any space. */
class DiskFull extends Error {
  readonly code = 'ENOSPC';
}

async function writeWhole(
  stream: Readable,
  path: string,
  most: number,
  space: () => Promise<number>,
): Promise<Omit<TakenFile, 'id'> | null> {
  // An error before the reading begins has no other listener and would end the process; the reading meets it again.
  stream.on('error', () => {});
  await using file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let size = 0;
  let failure: unknown = null;
  for await (const chunk of bytesOf(stream)) {
    size += chunk.length;
    // The rest is read and dropped, so that the sender comes to the end and can be told.
    if (size > most || failure !== null) continue;
    hash.update(chunk);
    try {
      await writeAll(file, chunk);
      // Others write at the same time: looked at only before it began, the reserve would be gone at its end.
      const passed = Math.floor(size / LOOK_EVERY) > Math.floor((size - chunk.length) / LOOK_EVERY);
      if (passed && (await space()) <= 0) throw new DiskFull();
    } catch (error) {
      failure = error;
    }
  }
  if (failure !== null) throw failure;
  if (size > most) return null;
  await file.sync();
  return { size, sha256: hash.digest('hex') };
}

async function* bytesOf(stream: Readable): AsyncIterable<Uint8Array> {
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a file arrives as bytes');
    yield chunk;
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array) {
  for (let written = 0; written < chunk.length; ) {
    written += (await file.write(chunk, written)).bytesWritten;
  }
}

/** All 256 at once, so that no folder is new, and not yet on disk itself, when a file is renamed into it. */
async function makeKeptFolders(kept: string) {
  await makeFolder(kept);
  for (let first = 0; first < 256; first++) {
    await mkdir(join(kept, first.toString(16).padStart(2, '0')), { recursive: true, mode: 0o700 });
  }
  await syncFolder(kept);
}

const DAY = 24 * 60 * 60 * 1_000;

async function removeLeftovers(incoming: string) {
  await makeFolder(incoming);
  for (const name of await readdir(incoming)) {
    const folder = join(incoming, name);
    if (await isLeftOver(folder, name)) await rm(folder, { recursive: true, force: true });
  }
}

/** Of this machine when its process is gone, or was us in an earlier life; of another when nothing came in for a day. */
async function isLeftOver(folder: string, name: string): Promise<boolean> {
  const [pid, machine] = [Number(name.split('@')[0]), name.slice(name.indexOf('@') + 1)];
  if (machine === hostname()) return pid === process.pid || !isAlive(pid);
  return (await stat(folder)).mtimeMs < Date.now() - DAY;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
