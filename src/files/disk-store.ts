import { createHash, type Hash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DiskFull, freeSpace, hasCode, makeFolder, syncFolder } from '../disk.ts';
import { randomId } from '../privacy/random-id.ts';
import { readPieces } from './read-pieces.ts';
import { readToEnd } from './read-to-end.ts';
import type { FileStore, Put, Putting, StoredFile, WholeFile } from './store.ts';
import { writeStream } from './write-stream.ts';

const { O_CREAT, O_RDWR } = constants;

/**
 * Files in folders: written under `incoming`, fsynced, renamed to `files/ab/ID`, and the folder fsynced.
 * A name the sender gave is never a path.
 */
export async function openDiskStore(dataDir: string, reserve: number, free = freeSpace): Promise<FileStore> {
  const places = await makePlaces(dataDir);
  const hashes = createRunningHashes();
  const space = async () => (await free(places.incoming)) - reserve;
  return {
    put: (id, stream, putting) => put(places, hashes, space, { id, stream, putting }),
    finish: id => finish(places, hashes, id),
    read: (id, range) => createReadStream(places.whole(id), range ?? {}),
    pieces: (id, range) => readPieces(places.whole(id), range),
    async remove(ids) {
      for (const id of ids) {
        hashes.forget(id);
        await rm(places.half(id), { force: true });
        await rm(places.whole(id), { force: true });
      }
      await Promise.all([...new Set(ids.map(places.folder))].map(syncFolder));
    },
    space,
    async check() {
      const probe = places.half(randomId());
      try {
        await writeFile(probe, 'x', { mode: 0o600 });
      } finally {
        await rm(probe, { force: true });
      }
    },
    async *list() {
      yield* listFolder(places.incoming, false);
      const folders = await readdir(places.kept, { withFileTypes: true });
      for (const { name } of folders.filter(entry => entry.isDirectory()))
        yield* listFolder(join(places.kept, name), true);
    },
    close: async () => {},
  };
}

type Places = Awaited<ReturnType<typeof makePlaces>>;

async function makePlaces(dataDir: string) {
  const incoming = join(dataDir, 'incoming');
  const kept = join(dataDir, 'files');
  await makeKeptFolders(kept);
  await makeFolder(incoming);
  const folder = (id: string) => join(kept, id.slice(0, 2));
  return {
    incoming,
    kept,
    folder,
    half: (id: string) => join(incoming, id),
    whole: (id: string) => join(folder(id), id),
  };
}

type Space = FileStore['space'];
type Asked = { id: string; stream: Readable; putting: Putting };

async function put(places: Places, hashes: RunningHashes, space: Space, asked: Asked): Promise<Put> {
  // An error before the reading begins has no other listener and would end the process; the reading meets it again.
  asked.stream.on('error', () => {});
  try {
    return await write(places, hashes, space, asked);
  } catch (error) {
    await readToEnd(asked.stream);
    throw error;
  }
}

async function write(
  places: Places,
  hashes: RunningHashes,
  space: Space,
  { id, stream, putting: { from = 0, most, onDurable, beforeDropping } }: Asked,
): Promise<Put> {
  const refuseWhenFull = async () => {
    // Others write at the same time: looked at only before it began, the reserve would be gone at its end.
    if ((await space()) <= 0) throw new DiskFull();
  };
  await refuseWhenFull();
  const hash = await hashes.take(places.half(id), id, from);
  await using file = await open(places.half(id), from === 0 ? O_RDWR | O_CREAT : O_RDWR, 0o600);
  const cutTo = async (length: number) => {
    if ((await file.stat()).size <= length) return;
    await beforeDropping?.();
    await file.truncate(length);
  };
  await cutTo(from);
  // What is told to be durable must have a name that is.
  if (from === 0 && onDurable !== undefined) await syncFolder(places.incoming);
  let durable = from;
  const note = (length: number) => {
    durable = length;
    void onDurable?.(length);
  };
  const writing = { from, most, hash, refuseWhenFull, onDurable: note };
  const end = await writeStream(file, stream, writing).catch(async error => {
    // On a full disk the rest, which must come again in any case, may be all the room that the database can get.
    await cutTo(durable);
    throw error;
  });
  if (end.is !== 'over' && hash !== null) await hashes.putBack(places.half(id), id, end.length, hash);
  return end;
}

async function finish(places: Places, hashes: RunningHashes, id: string): Promise<WholeFile> {
  await rename(places.half(id), places.whole(id)).catch((error: unknown) => {
    // Renamed already, before a crash; if it is not, the next line says so.
    if (!hasCode(error, 'ENOENT')) throw error;
  });
  const { size } = await stat(places.whole(id));
  await syncFolder(places.folder(id));
  const hash = (await hashes.take(places.whole(id), id, size)) ?? (await hashOf(places.whole(id)));
  return { id, size, sha256: hash.digest('hex') };
}

/**
 * The hashes of files that are still incoming, so that what goes on where it stopped need not be read again. They are
 * gone with the process: then `finish` reads the whole file. One is good only while nobody has written to its file
 * since, as another process may have, which goes on with the same upload.
 */
function createRunningHashes() {
  const running = new Map<string, { length: number; writtenAt: bigint | null; hash: Hash }>();
  return {
    /** Null when what is there has not been hashed. */
    async take(path: string, id: string, length: number): Promise<Hash | null> {
      const found = running.get(id);
      running.delete(id);
      if (found?.length === length && found.writtenAt === (await writtenAt(path))) return found.hash;
      return length === 0 ? createHash('sha256') : null;
    },
    async putBack(path: string, id: string, length: number, hash: Hash) {
      running.set(id, { length, writtenAt: await writtenAt(path), hash });
    },
    forget: (id: string) => void running.delete(id),
  };
}

/** In nanoseconds since 1970, as exactly as the system notes it. */
async function writtenAt(path: string): Promise<bigint | null> {
  const found = await stat(path, { bigint: true }).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  return found?.mtimeNs ?? null;
}

type RunningHashes = ReturnType<typeof createRunningHashes>;

async function hashOf(path: string): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash;
}

async function* listFolder(folder: string, isWhole: boolean): AsyncIterable<StoredFile> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    // What others left there is not ours to judge.
    if (!entry.isFile() || !/^[0-9a-f]{32}$/.test(entry.name)) continue;
    const found = await stat(join(folder, entry.name)).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    });
    if (found !== null) yield { id: entry.name, isWhole, writtenAt: found.mtimeMs };
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
