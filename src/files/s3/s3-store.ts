import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DiskFull } from '../../disk.ts';
import { createSlots } from '../../limiter.ts';
import { createChecksums } from '../checksums.ts';
import type { ByteRange, FileStore, Put, Putting, WholeFile } from '../store.ts';
import { bytesOf, readToEnd } from '../write-stream.ts';
import { type Bucket, openBucket, type S3Settings } from './bucket.ts';
import type { IncomingFile } from './incoming-file.ts';
import { createIncomingFiles, type IncomingFiles } from './incoming-files.ts';
import { keys } from './object-keys.ts';
import type { PartLedger } from './part-ledger.ts';
import { listFiles, removeFile } from './removal.ts';
import type { SpoolPlace } from './spool.ts';

/** So many parts are in memory at once, of at least 8 MiB each. */
const PARTS_AT_ONCE = 8;

/** `attempts`: how often a request is made that is refused for now, or breaks; `tailWithin` as `Sending` has it. */
export type S3Patience = { attempts: number; tailWithin: number };

const PATIENCE: S3Patience = { attempts: 4, tailWithin: 4_000 };

/**
 * Files in a bucket, as `files/ab/ID`. One that comes whole and fits into one part is one request; any other is a
 * multipart upload, whose parts the ledger knows, so that any process can go on with it.
 */
export function openS3Store(
  settings: S3Settings,
  { ledger, place, patience }: { ledger: PartLedger; place: SpoolPlace; patience?: Partial<S3Patience> },
): FileStore {
  const { attempts, tailWithin } = { ...PATIENCE, ...patience };
  const bucket = openBucket(settings, attempts);
  const withinLimit = createSlots(PARTS_AT_ONCE).within;
  const incomingFiles = createIncomingFiles({ bucket, ledger, place, tailWithin, withinLimit });
  return {
    put: (id, stream, putting) => put({ incomingFiles, place }, id, stream, putting),
    async finish(id) {
      const incoming = await incomingFiles.toFinish(id);
      if (incoming === null) return readBack(bucket, id);
      return incoming.finish().finally(() => incoming.close());
    },
    async settle(id) {
      const incoming = await incomingFiles.toFinish(id);
      if (incoming === null) return sizeOfWhole(bucket, id);
      const { size } = await incoming.finish().finally(() => incoming.close());
      return size;
    },
    read: (id, range) => read(bucket, id, range),
    pieces: (id, range) => piecesOf(bucket, id, range),
    async remove(ids) {
      const removing = ids.map(async id => {
        await incomingFiles.drop(id);
        await removeFile({ bucket, ledger }, id);
      });
      await Promise.all(removing);
    },
    async space() {
      // Of the bucket nobody knows an end; where the disk takes nothing more, nothing can come by it into the bucket.
      const onDisk = await place.space();
      return onDisk > 0 ? Number.POSITIVE_INFINITY : onDisk;
    },
    // The disk holds no more than what is on its way.
    scarce: async () => null,
    async check() {
      const probe = keys.probe();
      await bucket.put(probe, Buffer.from('x'));
      await bucket.remove(probe);
    },
    list: () => listFiles({ bucket, ledger }, incomingFiles.ids()),
    async close() {
      await incomingFiles.close();
      bucket.close();
    },
  };
}

type Takers = { incomingFiles: IncomingFiles; place: SpoolPlace };

async function put(
  { incomingFiles, place }: Takers,
  id: string,
  stream: Readable,
  putting: Putting,
): Promise<Put> {
  // An error before the reading begins has no other listener and would end the process; the reading meets it again.
  stream.on('error', () => {});
  try {
    if ((await place.space()) <= 0) throw new DiskFull();
    const incoming = await incomingFiles.begin(id, putting);
    return await take(incomingFiles, id, stream, { incoming, putting });
  } catch (error) {
    await readToEnd(stream);
    throw error;
  }
}

type Taking = { incoming: IncomingFile; putting: Putting };

async function take(
  incomingFiles: IncomingFiles,
  id: string,
  stream: Readable,
  { incoming, putting }: Taking,
): Promise<Put> {
  const { most, onDurable } = putting;
  let isKept = false;
  try {
    const { length, isCut } = await receive(stream, incoming, putting);
    if (length > most) return { is: 'over' };
    if (onDurable !== undefined) await incoming.secure(length === most);
    else {
      incomingFiles.keep(id, incoming);
      isKept = true;
    }
    return { is: isCut ? 'cut' : 'ended', length };
  } finally {
    if (!isKept) await incoming.close();
  }
}

/** The stream is read to its end, whatever becomes of it. @throws what became of it. */
async function receive(stream: Readable, incoming: IncomingFile, { from = 0, most }: Putting) {
  let length = from;
  let failed: Promise<void> | null = null;
  let isCut = false;
  try {
    for await (const chunk of bytesOf(stream)) {
      length += chunk.length;
      if (length > most || failed !== null) continue;
      const added = incoming.add(chunk);
      await added.catch(() => {
        failed = added;
      });
    }
  } catch (error) {
    if (error instanceof TypeError) throw error;
    isCut = true;
  }
  if (failed !== null) await failed;
  return { length, isCut };
}

function read(bucket: Bucket, id: string, range: ByteRange | undefined): Readable {
  const gone = new AbortController();
  const bytes = new PassThrough();
  // Whoever reads hears of an error by the stream itself.
  pipeline(piecesOf(bucket, id, range, gone.signal), bytes).catch(() => {});
  bytes.once('close', () => gone.abort());
  return bytes;
}

/**
 * Goes on where an answer broke off, as it does when whoever reads takes a long rest: S3 waits for nobody. One that brings
 * nothing is an error.
 */
async function* piecesOf(bucket: Bucket, id: string, range?: ByteRange, signal?: AbortSignal) {
  let at = range?.start ?? 0;
  for (;;) {
    const from = at;
    try {
      for await (const piece of bucket.get(keys.whole(id), { start: at, end: range?.end }, signal)) {
        at += piece.length;
        yield piece;
      }
      return;
    } catch (error) {
      if (at === from || signal?.aborted) throw error;
    }
  }
}

/** @throws with ENOENT when there is none. */
async function sizeOfWhole(bucket: Bucket, id: string): Promise<number> {
  const size = await bucket.sizeOf(keys.whole(id));
  if (size === null) throw Object.assign(new Error('there is no such file'), { code: 'ENOENT' });
  return size;
}

/** Of a file that was whole already, as when it is finished again after a crash. @throws with ENOENT when there is none. */
async function readBack(bucket: Bucket, id: string): Promise<WholeFile> {
  const hash = createChecksums();
  let size = 0;
  for await (const chunk of piecesOf(bucket, id)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { id, size, ...hash.digest() };
}
