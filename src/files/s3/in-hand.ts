import { buffer } from 'node:stream/consumers';
import { randomId } from '../../privacy/random-id.ts';
import type { Putting } from '../store.ts';
import type { Bucket } from './bucket.ts';
import { createIncoming, type Incoming, type Sending } from './incoming.ts';
import type { Begun, Found, Ledger, SentPart } from './ledger.ts';
import { removeBegun } from './removal.ts';
import { createSent, lengthOf, sizeOf } from './sent.ts';

const MB = 1024 * 1024;
/** S3 takes 10,000 parts of a file, each of at least 5 MiB but for the last. */
const PARTS_AT_MOST = 10_000;
const PART = 8 * MB;

/** So that a file of `most` bytes has no more parts than it may have. */
const partSizeFor = (most: number) => Math.max(PART, Math.ceil(most / PARTS_AT_MOST / MB) * MB);

type Means = Sending & { ledger: Ledger };

/** The files that this process has in hand: those that it takes in, and those that wait here to be finished. */
export type InHand = ReturnType<typeof createInHand>;

export function createInHand(means: Means) {
  const waiting = new Map<string, Incoming>();
  const drop = async (id: string) => {
    const incoming = waiting.get(id);
    waiting.delete(id);
    await incoming?.close();
  };
  return {
    async begin(id: string, { from = 0, most, onDurable, beforeDropping }: Putting): Promise<Incoming> {
      if (from === 0) {
        await drop(id);
        return beginAnew(means, { id, most, tell: onDurable, beforeDropping });
      }
      const before = waiting.get(id);
      waiting.delete(id);
      if (before !== undefined) return goOnFrom(means, { id, before, from, tell: onDurable });
      const begun = await means.ledger.find(id);
      if (begun === null) throw new Error('nothing of this file is here to go on with');
      return takeOver(means, { id, begun, from, tell: onDurable, beforeDropping });
    },
    keep: (id: string, incoming: Incoming) => void waiting.set(id, incoming),
    /** Null when nothing of it is incoming. */
    async toFinish(id: string): Promise<Incoming | null> {
      const here = waiting.get(id);
      waiting.delete(id);
      if (here !== undefined) return here;
      const begun = await means.ledger.find(id);
      return begun && takeOver(means, { id, begun, from: lengthOf(begun), ...nobodyAsks });
    },
    drop,
    ids: () => [...waiting.keys()],
    close: async () => void (await Promise.all([...waiting.keys()].map(drop))),
  };
}

const nobodyAsks = { tell: undefined, beforeDropping: undefined };

type Told = { id: string; tell: Putting['onDurable'] };
type Asking = { beforeDropping: Putting['beforeDropping'] };

async function beginAnew(
  means: Means,
  { id, most, tell, beforeDropping }: Told & Asking & Pick<Putting, 'most'>,
): Promise<Incoming> {
  // What a crash has left of an earlier one under this id.
  const left = await means.ledger.find(id);
  if (left !== null) {
    await beforeDropping?.();
    await removeBegun(means, id, left);
  }
  const begun = { partSize: partSizeFor(most), uploadId: null, tail: null, parts: [] };
  const sent = createSent(means, { file: id, writer: randomId() }, { ...begun, isKnown: false });
  return createIncoming(means, { id, sent, rest: Buffer.alloc(0), tell });
}

type GoingOn = Told & { from: number };

/** With what this process has of it itself. */
async function goOnFrom(
  means: Means,
  { id, before, from, tell }: GoingOn & { before: Incoming },
): Promise<Incoming> {
  try {
    return await createIncoming(means, { id, sent: before.sent, rest: await before.rest(from), tell });
  } finally {
    await before.close();
  }
}

/** From whatever process had it before. What that had of a part is in memory meanwhile, so these take turns too. */
function takeOver(
  means: Means,
  { id, begun, from, tell, beforeDropping }: GoingOn & Asking & { begun: Found },
): Promise<Incoming> {
  const parts = begun.parts.slice(0, partsWithin(begun.parts, from));
  return means.oneOfFew(async () => {
    const rest = await restOf(means.bucket, begun, { part: parts.length + 1, size: from - sizeOf(parts) });
    const writing = { file: id, writer: randomId() };
    await beforeDropping?.();
    await means.ledger.takeOver(writing, begun.writer, parts.length);
    const sent = createSent(means, writing, { ...begun, parts, isKnown: true });
    return createIncoming(means, { id, sent, rest, tell });
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
    throw new Error('a file cannot go on from a byte that was never told to be durable');
  return buffer(bucket.get(tail.key, { start: 0, end: size - 1 }));
}
