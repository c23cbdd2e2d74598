import type { Sums } from '../portable-checksums.ts';
import type { Bucket } from './bucket.ts';
import { keys } from './object-keys.ts';
import type { Begun, PartLedger, SentPart, Writing } from './part-ledger.ts';

type Means = { bucket: Bucket; ledger: PartLedger };

/** What S3 has of one file that comes in parts; the ledger notes it as soon as S3 has said so. */
export type MultipartFile = {
  readonly partSize: number;
  readonly parts: readonly SentPart[];
  /** Bytes that S3 has: whole parts, and what has come of the next one. */
  length(): number;
  /** What has come of the next part behind byte `end` of the file counts no more: its sender sends it anew. */
  cut(end: number): Promise<void>;
  /** The ledger knows of it from now on. */
  begin(): Promise<void>;
  /** The next part. */
  part(bytes: Uint8Array, sums: Sums): Promise<void>;
  /** What has come of the next part. It takes the place of what was there before. */
  tail(bytes: Uint8Array): Promise<void>;
  /** All parts become one object. */
  complete(): Promise<void>;
  /** It is whole: nothing but the object itself is left. */
  end(): Promise<void>;
};

export const sizeOf = (parts: readonly SentPart[]): number => parts.reduce((sum, part) => sum + part.size, 0);

/** Bytes that S3 has, with those of a part that is not full yet. */
export const lengthOf = ({ parts, tail }: Pick<Begun, 'parts' | 'tail'>): number =>
  sizeOf(parts) + (tail?.part === parts.length + 1 ? tail.size : 0);

/** `isKnown`: the ledger has it. */
type State = Begun & Writing & { isKnown: boolean };

export function createMultipartFile(
  means: Means,
  writing: Writing,
  begun: Begun & { isKnown: boolean },
): MultipartFile {
  const state: State = { ...begun, ...writing, parts: [...begun.parts] };
  return {
    partSize: state.partSize,
    parts: state.parts,
    length: () => lengthOf(state),
    cut: end => cut(means, state, end),
    begin: () => begin(means, state),
    part: (bytes, sums) => sendPart(means, state, bytes, sums),
    tail: bytes => keepTail(means, state, bytes),
    complete: () => complete(means, state),
    end: () => end(means, state),
  };
}

/** In the ledger too: whoever finishes the file without having put anything knows only from there what belongs to it. */
async function cut({ ledger }: Means, state: State, end: number): Promise<void> {
  const { tail, parts } = state;
  const size = end - sizeOf(parts);
  if (tail === null || tail.part <= parts.length || size >= tail.size) return;
  state.tail = { ...tail, size };
  await ledger.noteTail(state, state.tail);
}

async function begin({ ledger }: Means, state: State): Promise<void> {
  if (!state.isKnown) await ledger.begin(state, state.partSize);
  state.isKnown = true;
}

/** The row first: S3 has nothing then that the ledger does not know to be coming. */
async function inParts(means: Means, state: State): Promise<string> {
  await begin(means, state);
  if (state.uploadId !== null) return state.uploadId;
  const uploadId = await means.bucket.multipart.begin(keys.whole(state.file));
  await means.ledger.noteUploadId(state, uploadId);
  state.uploadId = uploadId;
  return uploadId;
}

async function sendPart(means: Means, state: State, bytes: Uint8Array, sums: Sums): Promise<void> {
  const number = state.parts.length + 1;
  const uploadId = await inParts(means, state);
  const etag = await means.bucket.multipart.put(keys.whole(state.file), uploadId, number, bytes);
  const part = { number, size: bytes.length, etag, ...sums };
  await means.ledger.notePart(state, part);
  state.parts.push(part);
}

async function keepTail(means: Means, state: State, bytes: Uint8Array): Promise<void> {
  await begin(means, state);
  // Never the same key twice: one who has been replaced and does not know it must not write over what is promised since.
  const tail = { key: keys.newTail(state.file), part: state.parts.length + 1, size: bytes.length };
  await means.bucket.put(tail.key, bytes);
  await means.ledger.noteTail(state, tail);
  const before = state.tail;
  state.tail = tail;
  if (before !== null) await means.bucket.remove(before.key);
}

async function complete(means: Means, state: State): Promise<void> {
  const key = keys.whole(state.file);
  const isNew = await means.bucket.multipart.complete(key, await inParts(means, state), state.parts);
  // Completed already, before a crash; if it is not, the size says so.
  if (!isNew && (await means.bucket.sizeOf(key)) !== sizeOf(state.parts))
    throw new Error('the parts of a file that is to be whole are gone');
}

/** The ledger last: until then it knows the hash of the whole, should the file be finished once more after a crash. */
async function end({ bucket, ledger }: Means, { file, writer, isKnown }: State): Promise<void> {
  if (!isKnown) return;
  for await (const tail of bucket.list(keys.tails(file))) await bucket.remove(tail.key);
  await ledger.forget({ file, writer });
}
