import type { Slots } from '../../limiter.ts';
import {
  createPortableChecksums,
  noChecksums,
  type PortableChecksums,
  type Sums,
} from '../portable-checksums.ts';
import type { Putting, WholeFile } from '../store.ts';
import type { Bucket } from './bucket.ts';
import { type MultipartFile, sizeOf } from './multipart-file.ts';
import { keys } from './object-keys.ts';
import type { SentPart } from './part-ledger.ts';
import { createSpool, type Spool, type SpoolPlace } from './spool.ts';

/**
 * On a slow line what has come of a part is kept as an object of its own, every `tailWithin` milliseconds; but not before it
 * has grown by half, since all of it is sent again each time. So a kill costs a third of a part at most, and a part is sent
 * no more than three times over.
 */
const TAIL_GROWS = 1.5;

export type Sending = {
  bucket: Bucket;
  place: SpoolPlace;
  withinLimit: Slots['within'];
  tailWithin: number;
};

type OnDurable = (length: number) => Promise<void> | void;

/** One file on its way: what came last is in a spool, what came before is in S3. */
export type IncomingFile = {
  /** Waits while two parts are on their way already. Rejects when what came before could not be sent. */
  add(chunk: Uint8Array): Promise<void>;
  /** S3 has all that came. `isAll`: there is no more to come. */
  secure(isAll: boolean): Promise<void>;
  finish(): Promise<WholeFile>;
  /** The bytes behind the parts that were sent, up to byte `end` of the file. Rejects when that is within these parts. */
  rest(end: number): Promise<Buffer>;
  multipart: MultipartFile;
  close(): Promise<void>;
};

const sumsBehind = (part: SentPart | null, summed: boolean) =>
  summed && part?.hash !== '' ? createPortableChecksums(part) : noChecksums;

type State = {
  id: string;
  multipart: MultipartFile;
  sums: PortableChecksums;
  spool: Spool;
  /** Bytes of the file in front of the spool. */
  before: number;
  underWay: Promise<void>;
  /** The last length that was durable, and when. */
  durable: { length: number; at: number; noted: Promise<void> };
  onDurable: OnDurable | undefined;
};

type Incoming = {
  id: string;
  multipart: MultipartFile;
  rest: Uint8Array;
  onDurable: OnDurable | undefined;
  summed: Putting['summed'];
};

/** `rest`: what has come of the part behind those that were sent. Without `onDurable` nobody waits for anything to be durable. */
export async function createIncomingFile(
  sending: Sending,
  { id, multipart, rest, onDurable, summed = true }: Incoming,
): Promise<IncomingFile> {
  const before = sizeOf(multipart.parts);
  await multipart.cut(before + rest.length);
  const state: State = {
    id,
    multipart,
    before,
    onDurable,
    sums: await sumsBehind(multipart.parts.at(-1) ?? null, summed),
    spool: createSpool(sending.place),
    underWay: Promise.resolve(),
    durable: { length: multipart.length(), at: performance.now(), noted: Promise.resolve() },
  };
  if (rest.length > 0) {
    state.sums.update(rest);
    await state.spool.add(rest);
  }
  return {
    multipart,
    add: chunk => add(sending, state, chunk),
    secure: isAll => secure(sending, state, isAll),
    finish: () => finish(sending, state),
    async rest(end) {
      await state.underWay;
      if (end < state.before) throw new Error('what was sent as a part cannot be cut');
      return (await state.spool.bytes()).subarray(0, end - state.before);
    },
    async close() {
      await state.underWay.catch(() => {});
      await state.spool.close();
    },
  };
}

async function add(sending: Sending, state: State, chunk: Uint8Array): Promise<void> {
  const { partSize } = state.multipart;
  for (let at = 0; at < chunk.length; ) {
    const piece = chunk.subarray(at, at + partSize - state.spool.length());
    state.sums.update(piece);
    await state.spool.add(piece);
    at += piece.length;
    if (state.spool.length() === partSize) await sendFilled(sending, state);
  }
  // Where parts are in S3 already, nothing new for an hour would be a sign that nobody sends any more.
  const isNoted = state.onDurable !== undefined || state.multipart.parts.length > 0;
  if (isNoted && isTailDue(state, sending.tailWithin)) await keepTail(sending, state);
}

/** The part goes off while the next one fills. */
async function sendFilled(sending: Sending, state: State): Promise<void> {
  const { spool, sums } = state;
  await state.underWay;
  const behind = sums.state();
  state.before += spool.length();
  state.spool = createSpool(sending.place);
  state.underWay = sendPart(sending, state, spool, behind);
  // It is met again by whoever waits for it next.
  state.underWay.catch(() => {});
}

async function sendPart({ withinLimit }: Sending, state: State, spool: Spool, behind: Sums) {
  try {
    // Only those whose turn it is are in memory.
    await withinLimit(async () => state.multipart.part(await spool.bytes(), behind));
  } finally {
    await spool.close();
  }
  noteDurable(state);
}

function isTailDue({ durable, spool, before }: State, tailWithin: number): boolean {
  if (performance.now() - durable.at < tailWithin) return false;
  return spool.length() > 0 && spool.length() >= TAIL_GROWS * (durable.length - before);
}

async function keepTail({ withinLimit }: Sending, state: State): Promise<void> {
  await state.underWay;
  // The tail of the part before is what is gone back to when the promise of the part itself has not come about.
  await state.durable.noted;
  await withinLimit(async () => state.multipart.tail(await state.spool.bytes()));
  noteDurable(state);
}

function noteDurable(state: State): void {
  const length = state.multipart.length();
  const noted = Promise.resolve(state.onDurable?.(length));
  noted.catch(() => {});
  state.durable = { length, at: performance.now(), noted };
}

async function secure(sending: Sending, state: State, isAll: boolean): Promise<void> {
  await state.underWay;
  await state.multipart.begin();
  const { spool, multipart, before } = state;
  if (isAll && spool.length() > 0) await sendFilled(sending, state).then(() => state.underWay);
  else if (before + spool.length() > multipart.length()) await keepTail(sending, state);
  else noteDurable(state);
}

async function finish({ bucket, withinLimit }: Sending, state: State): Promise<WholeFile> {
  const { id, sums, spool, multipart, before } = state;
  await state.underWay;
  const size = before + spool.length();
  await withinLimit(async () => {
    // Of what S3 has already the ledger must know how to finish it once more: as a part it does.
    if (before === 0 && multipart.length() === 0) return bucket.put(keys.whole(id), await spool.bytes());
    if (spool.length() > 0) await multipart.part(await spool.bytes(), sums.state());
    await multipart.complete();
  });
  await multipart.end();
  return { id, size, ...sums.digest() };
}
