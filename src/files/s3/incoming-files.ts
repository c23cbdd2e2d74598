import { buffer } from 'node:stream/consumers';
import { randomId } from '../../crypto/ids.ts';
import { SEALED_CHUNK } from '../sealed/chunks.ts';
import type { Putting } from '../store.ts';
import type { Bucket } from './bucket.ts';
import { createIncomingFile, type IncomingFile, type Sending } from './incoming-file.ts';
import { createMultipartFile, lengthOf, sizeOf } from './multipart-file.ts';
import type { Begun, Found, PartLedger, SentPart } from './part-ledger.ts';
import { removeBegun } from './removal.ts';

/** S3 takes 10,000 parts of a file, each of at least 5 MiB but for the last. */
const PARTS_AT_MOST = 10_000;
/** 8 MiB of a file, and a whole number of its chunks: a sender goes on at the beginning of one. */
const PART = 128 * SEALED_CHUNK;
const STEP = 16 * SEALED_CHUNK;

/** So that a file of `most` bytes has no more parts than it may have. */
const partSizeFor = (most: number) => Math.max(PART, Math.ceil(most / PARTS_AT_MOST / STEP) * STEP);

type Means = Sending & { ledger: PartLedger };

/** The incoming files of this process: those that it takes in, and those that wait here to be finished. */
export type IncomingFiles = ReturnType<typeof createIncomingFiles>;

export function createIncomingFiles(means: Means) {
  const waiting = new Map<string, IncomingFile>();
  const drop = async (id: string) => {
    const incoming = waiting.get(id);
    waiting.delete(id);
    await incoming?.close();
  };
  return {
    async begin(id: string, putting: Putting): Promise<IncomingFile> {
      const { from = 0 } = putting;
      if (from === 0) {
        await drop(id);
        return beginAnew(means, id, putting);
      }
      const before = waiting.get(id);
      waiting.delete(id);
      if (before !== undefined) return goOnFrom(means, id, { ...putting, from, before });
      const begun = await means.ledger.find(id);
      if (begun === null) throw new Error('nothing of this file is here to go on with');
      return takeOver(means, id, { ...putting, from, begun });
    },
    keep: (id: string, incoming: IncomingFile) => void waiting.set(id, incoming),
    /** Null when nothing of it is incoming. */
    async toFinish(id: string): Promise<IncomingFile | null> {
      const here = waiting.get(id);
      waiting.delete(id);
      if (here !== undefined) return here;
      const begun = await means.ledger.find(id);
      return begun && takeOver(means, id, { begun, from: lengthOf(begun) });
    },
    drop,
    ids: () => [...waiting.keys()],
    close: async () => void (await Promise.all([...waiting.keys()].map(drop))),
  };
}

async function beginAnew(
  means: Means,
  id: string,
  { most, onDurable, beforeDropping, summed }: Putting,
): Promise<IncomingFile> {
  // What a crash has left of an earlier one under this id.
  const left = await means.ledger.find(id);
  if (left !== null) {
    await beforeDropping?.();
    await removeBegun(means, id, left);
  }
  const begun = { partSize: partSizeFor(most), uploadId: null, tail: null, parts: [] };
  const multipart = createMultipartFile(
    means,
    { file: id, writer: randomId() },
    { ...begun, isKnown: false },
  );
  return createIncomingFile(means, { id, multipart, rest: Buffer.alloc(0), onDurable, summed });
}

type GoingOn = Pick<Putting, 'onDurable' | 'beforeDropping' | 'summed'> & { from: number };

/** With what this process has of it itself. */
async function goOnFrom(
  means: Means,
  id: string,
  { before, from, onDurable, summed }: GoingOn & { before: IncomingFile },
): Promise<IncomingFile> {
  try {
    return await createIncomingFile(means, {
      id,
      multipart: before.multipart,
      rest: await before.rest(from),
      onDurable,
      summed,
    });
  } finally {
    await before.close();
  }
}

/** From whatever process had it before. What that had of a part is in memory meanwhile, so these take turns too. */
function takeOver(
  means: Means,
  id: string,
  { begun, from, onDurable, beforeDropping, summed }: GoingOn & { begun: Found },
): Promise<IncomingFile> {
  const parts = begun.parts.slice(0, partsWithin(begun.parts, from));
  return means.withinLimit(async () => {
    const rest = await restOf(means.bucket, begun, { part: parts.length + 1, size: from - sizeOf(parts) });
    const writing = { file: id, writer: randomId() };
    await beforeDropping?.();
    await means.ledger.takeOver(writing, begun.writer, parts.length);
    const multipart = createMultipartFile(means, writing, { ...begun, parts, isKnown: true });
    return createIncomingFile(means, { id, multipart, rest, onDurable, summed });
  });
}

/** How many of them stand in front of byte `from`. */
function partsWithin(parts: readonly SentPart[], from: number): number {
  let end = 0;
  const isWithin = ({ size }: SentPart) => {
    end += size;
    return end <= from;
  };
  const first = parts.findIndex(part => !isWithin(part));
  return first === -1 ? parts.length : first;
}

/** The first `size` bytes of a part that was not full. */
async function restOf(bucket: Bucket, { tail }: Begun, { part, size }: { part: number; size: number }) {
  if (size === 0) return Buffer.alloc(0);
  if (tail === null || tail.part !== part || tail.size < size)
    throw new Error('a file cannot go on from a byte that was never said to be durable');
  return buffer(bucket.get(tail.key, { start: 0, end: size - 1 }));
}
