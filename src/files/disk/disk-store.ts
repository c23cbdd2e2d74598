import { constants, createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { randomId } from '../../crypto/ids.ts';
import { DiskFull, diskSpace, freeSpace, makeFolder, nullIfMissing, syncFolder } from '../../disk.ts';
import { type Checksums, createChecksums } from '../checksums.ts';
import { SEALED_CHUNK } from '../sealed/chunks.ts';
import type { ByteRange, FileStore, Put, Putting, StoredFile, WholeFile } from '../store.ts';
import { readToEnd, writeStream } from '../write-stream.ts';
import { createRunningHashes, type RunningHashes } from './running-hashes.ts';

const { O_CREAT, O_RDWR } = constants;

/**
 * Files in folders: written under `incoming`, fsynced, renamed to `files/ab/ID`, and the folder fsynced.
 * A name the sender gave is never a path.
 */
export async function openDiskStore(
  dataDir: string,
  reserve: number,
  free = freeSpace,
  disk = diskSpace,
): Promise<FileStore> {
  const places = await makePlaces(dataDir);
  const hashes = createRunningHashes();
  const space = async () => (await free(places.incoming)) - reserve;
  return {
    put: (id, stream, putting) => put(places, hashes, space, { id, stream, putting }),
    finish: id => finish(places, hashes, id),
    settle: id => settle(places, id),
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
    async scarce() {
      const { free, total } = await disk(places.incoming);
      return free < total / 2 && free > reserve ? free - reserve : null;
    },
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
  { id, stream, putting: { from = 0, most, onDurable, beforeDropping, summed = true } }: Asked,
): Promise<Put> {
  const refuseWhenFull = async () => {
    // Others write at the same time: looked at only before it began, the reserve would be gone at its end.
    if ((await space()) <= 0) throw new DiskFull();
  };
  await refuseWhenFull();
  const hash = summed ? await hashes.take(places.half(id), id, from) : null;
  await using file = await open(places.half(id), from === 0 ? O_RDWR | O_CREAT : O_RDWR, 0o600);
  const cutTo = async (length: number) => {
    if ((await file.stat()).size <= length) return;
    await beforeDropping?.();
    await file.truncate(length);
  };
  await cutTo(from);
  // What is said to be durable must have a name that is.
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

/** Gives its size. */
async function settle(places: Places, id: string): Promise<number> {
  // Renamed already, before a crash; if it is not, the next line says so.
  await rename(places.half(id), places.whole(id)).catch(nullIfMissing);
  const { size } = await stat(places.whole(id));
  await syncFolder(places.folder(id));
  return size;
}

async function finish(places: Places, hashes: RunningHashes, id: string): Promise<WholeFile> {
  const size = await settle(places, id);
  const hash = (await hashes.take(places.whole(id), id, size)) ?? (await hashOf(places.whole(id)));
  return { id, size, ...hash.digest() };
}

async function hashOf(path: string): Promise<Checksums> {
  const hash = createChecksums();
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash;
}

/** Of a file that is sealed, whole chunks: so many as 256 KiB anywhere in it touch. */
const PIECE = 5 * SEALED_CHUNK;

/**
 * Reads a file into two buffers again and again: while one is worked off, the other fills. A stream makes a new buffer for every
 * 64 KiB: for a film of 1 GB the collector then takes as long as the reading and the sending together.
 */
async function* readPieces(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
  await using file = await open(path);
  const end = range === undefined ? Number.POSITIVE_INFINITY : range.end + 1;
  let at = range?.start ?? 0;
  const size = Math.min(PIECE, Math.max(0, end - at));
  let spare: Buffer | null = null;
  const read = (into: Buffer) => {
    const reading = file.read(into, 0, Math.min(size, end - at), at);
    // Whoever stops asking never hears of it.
    reading.catch(() => {});
    return reading;
  };
  let next = read(Buffer.allocUnsafeSlow(size));
  for (;;) {
    const { bytesRead, buffer } = await next;
    if (bytesRead === 0) return;
    at += bytesRead;
    const isLast = bytesRead < size || at >= end;
    if (!isLast) next = read(spare ?? Buffer.allocUnsafeSlow(size));
    yield buffer.subarray(0, bytesRead);
    if (at >= end) return;
    spare = buffer;
    if (isLast) next = read(buffer);
  }
}

async function* listFolder(folder: string, isWhole: boolean): AsyncIterable<StoredFile> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    // What others left there is not ours to judge.
    if (!entry.isFile() || !/^[0-9a-f]{32}$/.test(entry.name)) continue;
    const found = await stat(join(folder, entry.name)).catch(nullIfMissing);
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
