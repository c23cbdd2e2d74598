import type { WholeFile } from '../store.ts';
import type { Bucket } from './bucket.ts';
import type { FewAtOnce } from './few-at-once.ts';
import { keys } from './keys.ts';
import { type RunningHash, runningHash, stateOf } from './running-hash.ts';
import { type Sent, sizeOf } from './sent.ts';
import { createSpool, type Spool, type SpoolPlace } from './spool.ts';

/**
 * On a slow line what has come of a part is kept as an object of its own, this often, in milliseconds; but not before it has
 * grown by half, since all of it is sent again each time. So a kill costs a third of a part at most, and a part is sent
 * no more than three times over.
 */
const TAIL_WITHIN = 4_000;
const TAIL_GROWS = 1.5;

export type Sending = { bucket: Bucket; place: SpoolPlace; oneOfFew: FewAtOnce };

type Told = (length: number) => Promise<void> | void;

/** One file on its way: what came last is in a spool, what came before is in S3. */
export type Incoming = {
  /** Waits while two parts are on their way already. Rejects when what came before could not be sent. */
  add(chunk: Uint8Array): Promise<void>;
  /** S3 has all that came. `isAll`: there is no more to come. */
  secure(isAll: boolean): Promise<void>;
  finish(): Promise<WholeFile>;
  /** The bytes behind the parts that were sent, up to byte `end` of the file. Rejects when that is within these parts. */
  rest(end: number): Promise<Buffer>;
  sent: Sent;
  close(): Promise<void>;
};

type State = {
  id: string;
  sent: Sent;
  hash: RunningHash;
  spool: Spool;
  /** Bytes of the file in front of the spool. */
  before: number;
  underWay: Promise<void>;
  /** The last that was told, and when. */
  durable: { length: number; at: number; noted: Promise<void> };
  tell: Told | undefined;
};

/** `rest`: what has come of the part behind those that were sent. Without `tell` nobody waits for anything to be durable. */
export async function createIncoming(
  sending: Sending,
  { id, sent, rest, tell }: { id: string; sent: Sent; rest: Uint8Array; tell: Told | undefined },
): Promise<Incoming> {
  const before = sizeOf(sent.parts);
  await sent.cut(before + rest.length);
  const state: State = {
    ...{ id, sent, before, tell },
    hash: await runningHash(sent.parts.at(-1)?.hash ?? null),
    spool: createSpool(sending.place),
    underWay: Promise.resolve(),
    durable: { length: sent.length(), at: performance.now(), noted: Promise.resolve() },
  };
  if (rest.length > 0) {
    state.hash.update(rest);
    await state.spool.add(rest);
  }
  return {
    sent,
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
  const { partSize } = state.sent;
  for (let at = 0; at < chunk.length; ) {
    const piece = chunk.subarray(at, at + partSize - state.spool.length());
    state.hash.update(piece);
    await state.spool.add(piece);
    at += piece.length;
    if (state.spool.length() === partSize) await sendFilled(sending, state);
  }
  // Where parts are in S3 already, nothing new for an hour would be a sign that nobody sends any more.
  const isNoted = state.tell !== undefined || state.sent.parts.length > 0;
  if (isNoted && isTailDue(state)) await keepTail(sending, state);
}

/** The part goes off while the next one fills. */
async function sendFilled(sending: Sending, state: State): Promise<void> {
  const { spool, hash } = state;
  await state.underWay;
  const hashState = stateOf(hash);
  state.before += spool.length();
  state.spool = createSpool(sending.place);
  state.underWay = sendPart(sending, state, spool, hashState);
  // It is met again by whoever waits for it next.
  state.underWay.catch(() => {});
}

async function sendPart({ oneOfFew }: Sending, state: State, spool: Spool, hashState: string) {
  try {
    // Only those whose turn it is are in memory.
    await oneOfFew(async () => state.sent.part(await spool.bytes(), hashState));
  } finally {
    await spool.close();
  }
  tellDurable(state);
}

function isTailDue({ durable, spool, before }: State): boolean {
  if (performance.now() - durable.at < TAIL_WITHIN) return false;
  return spool.length() > 0 && spool.length() >= TAIL_GROWS * (durable.length - before);
}

async function keepTail({ oneOfFew }: Sending, state: State): Promise<void> {
  await state.underWay;
  // The tail of the part before is what is gone back to when the promise of the part itself has not come about.
  await state.durable.noted;
  await oneOfFew(async () => state.sent.tail(await state.spool.bytes()));
  tellDurable(state);
}

function tellDurable(state: State): void {
  const length = state.sent.length();
  const noted = Promise.resolve(state.tell?.(length));
  noted.catch(() => {});
  state.durable = { length, at: performance.now(), noted };
}

async function secure(sending: Sending, state: State, isAll: boolean): Promise<void> {
  await state.underWay;
  await state.sent.begin();
  const { spool, sent, before } = state;
  if (isAll && spool.length() > 0) await sendFilled(sending, state).then(() => state.underWay);
  else if (before + spool.length() > sent.length()) await keepTail(sending, state);
  else tellDurable(state);
}

async function finish({ bucket, oneOfFew }: Sending, state: State): Promise<WholeFile> {
  const { id, hash, spool, sent, before } = state;
  await state.underWay;
  const size = before + spool.length();
  await oneOfFew(async () => {
    // Of what S3 has already the ledger must know how to finish it once more: as a part it does.
    if (before === 0 && sent.length() === 0) return bucket.put(keys.whole(id), await spool.bytes());
    if (spool.length() > 0) await sent.part(await spool.bytes(), stateOf(hash));
    await sent.complete();
  });
  await sent.end();
  return { id, size, sha256: hash.digest() };
}
