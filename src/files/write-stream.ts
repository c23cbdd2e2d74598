import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Checksums } from './checksums.ts';
import type { Put, Putting } from './store.ts';

/** So many bytes go to the disk in one call, while the next ones arrive; or so many chunks. */
const BATCH = 256 * 1024;
const CHUNKS_AT_MOST = 64;
/** A chunk smaller than this is copied, or it would keep alone the 64 kB in which it came from the network. */
const SMALL = 16 * 1024;
/** So often the disk is made to keep what it was given, and looked at for space: in bytes, and in milliseconds for a slow line. */
const SYNC_EVERY = 16 * 1024 * 1024;
const SYNC_WITHIN = 2_000;

type Writing = Required<Pick<Putting, 'from' | 'most'>> & {
  onDurable: (length: number) => void;
  hash: Checksums | null;
  refuseWhenFull: () => Promise<void>;
};

/** Writes a stream into a file from byte `from` on, and syncs it. Rejects when the disk fails; the stream is read to its end all the same. */
export async function writeStream(file: FileHandle, stream: Readable, writing: Writing): Promise<Put> {
  const tail = createTail(file, writing);
  let length = writing.from;
  let isCut = false;
  try {
    for await (const chunk of bytesOf(stream)) {
      length += chunk.length;
      // The rest is read and dropped, so that the sender comes to the end and can be told.
      if (length > writing.most || tail.hasFailed()) continue;
      writing.hash?.update(chunk);
      const full = tail.add(chunk);
      if (full !== null) await full;
    }
  } catch (error) {
    if (error instanceof TypeError) throw error;
    isCut = true;
  }
  await tail.end();
  if (length > writing.most) return { is: 'over' };
  writing.onDurable(length);
  return { is: isCut ? 'cut' : 'ended', length };
}

export async function* bytesOf(stream: Readable): AsyncIterable<Uint8Array> {
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a file arrives as bytes');
    yield chunk;
  }
}

/** The sender comes to the end of what is refused, so that they can be told. */
export async function readToEnd(stream: Readable): Promise<void> {
  stream.resume();
  await finished(stream).catch(() => {});
}

/** The end of a file that grows: one batch is written, and one sync runs, while the next batch fills. */
function createTail(file: FileHandle, writing: Writing) {
  let batch: Uint8Array[] = [];
  let batched = 0;
  let written = writing.from;
  let failure: unknown = null;
  let flushedAt = performance.now();
  let underWay: Promise<void> = Promise.resolve();
  const fail = (error: unknown) => {
    failure ??= error;
  };
  const syncs = createSyncs(file, writing);

  const write = async (chunks: Uint8Array[], size: number) => {
    if (failure !== null) return;
    await writeAll(file, chunks, size, written);
    written += size;
    syncs.mayBegin(written, fail);
  };
  const flush = async () => {
    await underWay;
    underWay = write(batch, batched).catch(fail);
    batch = [];
    batched = 0;
    flushedAt = performance.now();
  };

  return {
    hasFailed: () => failure !== null,
    /** Null while there is room for more; else a promise to wait for before the next one. */
    add(chunk: Uint8Array): Promise<void> | null {
      batch.push(chunk.length < SMALL ? Buffer.from(chunk) : chunk);
      batched += chunk.length;
      const isFull = batched >= BATCH || batch.length >= CHUNKS_AT_MOST;
      return isFull || performance.now() - flushedAt >= SYNC_WITHIN ? flush() : null;
    },
    async end() {
      await flush();
      await underWay;
      await syncs.ended();
      if (failure !== null) throw failure;
      await file.sync();
    },
  };
}

/** Begun early, so that the disk is at work while the rest arrives, and little is left to do at the end. */
function createSyncs(file: FileHandle, { from, onDurable, refuseWhenFull }: Writing) {
  let begun = { at: performance.now(), length: from };
  let running: Promise<void> | null = null;
  const sync = async (length: number) => {
    await refuseWhenFull();
    await file.datasync();
    onDurable(length);
  };
  return {
    mayBegin(length: number, onFailure: (error: unknown) => void) {
      const isDue = length - begun.length >= SYNC_EVERY || performance.now() - begun.at >= SYNC_WITHIN;
      if (running !== null || !isDue) return;
      begun = { at: performance.now(), length };
      running = sync(length)
        .catch(onFailure)
        .finally(() => {
          running = null;
        });
    },
    ended: () => running,
  };
}

async function writeAll(file: FileHandle, chunks: Uint8Array[], size: number, at: number): Promise<void> {
  if (size === 0) return;
  const { bytesWritten } = await file.writev(chunks, at);
  if (bytesWritten === size) return;
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  await writeAll(file, [rest], rest.length, at + bytesWritten);
}
