import { Readable } from 'node:stream';
import { randomId } from '../../crypto/ids.ts';
import type { Masters } from '../../crypto/masters.ts';
import { hasCode } from '../../disk.ts';
import { createChecksums } from '../checksums.ts';
import type { ByteRange, FileStore, Put, Putting, WholeFile } from '../store.ts';
import { CutOff, takeFile } from '../take-file.ts';
import { createChunkSealing, type SealingEnd, sealedChunks } from './chunk-sealing.ts';
import { type Keyed, sealedSize } from './chunks.ts';
import { keyOf, newFileSeal } from './file-seal.ts';
import { openedPieces } from './opened-pieces.ts';
import { openProgress } from './progress.ts';
import { type Kept, putSealed, readableOf } from './put-sealed.ts';
import { createSumsOf, type SumsOf } from './sealed-sums.ts';
import type { FileSeal, StoredAs } from './stored-as.ts';
import { Unopened } from './unopened.ts';

/** A new file that no tip has yet. */
export type TakenFile = WholeFile & { seal: FileSeal | null };

/** A file that comes in parts: `arrived` of `size` bytes, and what is kept beside its chunks. */
export type Incoming = StoredAs & { arrived: number; progress: string | null };

export type IncomingPut = Pick<Putting, 'beforeDropping'> & { onKept: (kept: Kept) => Promise<void> | void };

/**
 * A desk's files, sealed before the place that keeps them sees them. One whose `seal` is null stands there as it was sent,
 * by an older version. What is told here are the bytes that were sent: their count, their sums, their ranges.
 */
export type SealedFiles = Pick<FileStore, 'remove' | 'space' | 'scarce' | 'check' | 'list' | 'close'> & {
  /** Of a file that is begun; null while an older version is at work, which could not read it. */
  newSeal(id: string): Promise<FileSeal | null>;
  /** As `takeFile`. */
  take(stream: Readable, most: number, id?: string): Promise<TakenFile | null>;
  /** The same of bytes that are kept already: nobody has sent more. */
  takeAgain(stream: Readable, most: number): Promise<TakenFile | null>;
  /** As `FileStore.put`, behind what has arrived. */
  put(file: Incoming, stream: Readable, putting: IncomingPut): Promise<Put>;
  /** All of it has arrived: it is whole and survives a power cut once this has answered. May be asked again after a crash. */
  finish(file: Incoming): Promise<Pick<WholeFile, 'sha256' | 'crc32'>>;
  /** It fails with {@link Unopened} where what is kept is not what was sealed. */
  read(file: StoredAs, range?: ByteRange): Readable;
  /** The same bytes for who works them off one by one: a piece is good only until the next is asked for. */
  pieces(file: StoredAs, range?: ByteRange): AsyncIterable<Uint8Array>;
};

type Means = {
  store: FileStore;
  masters: Masters;
  maySeal: () => Promise<boolean>;
  /** Whether it takes long to read a file again. */
  isFar: boolean;
  /** One was asked for and does not open. */
  onUnopened?: (error: Unopened) => void;
  /** How a file is kept by now: one of before may be sealed while it is read. */
  findAgain?: (file: StoredAs) => Promise<StoredAs | null>;
};

export function createSealedFiles(means: Means): SealedFiles {
  const { store, masters, maySeal } = means;
  const parts: Parts = { ...means, sumsOf: createSumsOf(means.isFar) };
  const newSeal = async (id: string) => ((await maySeal()) ? newFileSeal(masters, id) : null);
  const pieces: SealedFiles['pieces'] = (file, range) => piecesOf(parts, file, range);
  const take: SealedFiles['take'] = async (stream, most, id = randomId()) => {
    const seal = await newSeal(id);
    if (seal !== null) return takeSealed(parts, stream, most, { id, seal });
    const taken = await takeFile(store, stream, most, id);
    return taken && { ...taken, seal };
  };
  return {
    newSeal,
    take,
    takeAgain: take,
    put: (file, stream, putting) => put(parts, file, stream, putting),
    finish: file => finish(parts, file),
    read: (file, range) =>
      Readable.from(copied(pieces(file, range)), { objectMode: false, highWaterMark: READ_AHEAD }),
    pieces,
    async remove(ids) {
      for (const id of ids) parts.sumsOf.forget(id);
      await store.remove(ids);
    },
    space: store.space,
    scarce: store.scarce,
    check: store.check,
    list: store.list,
    close: store.close,
  };
}

type Parts = Means & { sumsOf: SumsOf };

const READ_AHEAD = 64 * 1024;

async function takeSealed(
  { store, masters }: Parts,
  stream: Readable,
  most: number,
  { id, seal }: { id: string; seal: FileSeal },
): Promise<TakenFile | null> {
  const sums = createChecksums();
  const end: SealingEnd = { isCut: false, isOver: false };
  const chunks = createChunkSealing(
    keyOf(masters, id, seal),
    { position: 0, tail: Buffer.alloc(0) },
    sums.update,
  );
  const isAll = ({ isCut }: { isCut: boolean }) => !isCut;
  const sealing = { chunks, most, isAll, onPiece: () => {} };
  try {
    const sealed = readableOf(stream, sealedChunks(stream, sealing, end));
    await store.put(id, sealed, { most: sealedSize(most), summed: false });
    if (end.isCut) throw new CutOff();
    if (!end.isOver) {
      await store.settle(id);
      return { id, size: chunks.position(), ...sums.digest(), seal };
    }
    await store.remove([id]);
    return null;
  } catch (error) {
    await store.remove([id]);
    throw error;
  }
}

async function put(
  { store, masters, sumsOf }: Parts,
  file: Incoming,
  stream: Readable,
  putting: IncomingPut,
) {
  const { id, size, arrived, seal, progress } = file;
  const { onKept, beforeDropping } = putting;
  const dropping = beforeDropping && { beforeDropping };
  if (seal === null) {
    const onDurable = (length: number) => onKept({ length, progress: null });
    return store.put(id, stream, { from: arrived, most: size, onDurable, ...dropping });
  }
  const keyed = keyOf(masters, id, seal);
  const before = openProgress(keyed, progress, file);
  const sums = await sumsOf.goOn(id, arrived, before.sums);
  const sealed = { from: arrived, most: size, before, sums, onKept, ...dropping };
  const ended = await putSealed(store, keyed, stream, sealed);
  if (sums !== null && ended.is !== 'over') sumsOf.putBack(id, ended.length, sums);
  return ended;
}

async function finish(parts: Parts, file: Incoming) {
  const { id, size, seal, progress } = file;
  if (seal === null) return parts.store.finish(id);
  if ((await parts.store.settle(id)) !== sealedSize(size)) throw new Unopened(id);
  const keyed = keyOf(parts.masters, id, seal);
  const state = openProgress(keyed, progress, file).sums;
  const sums = (await parts.sumsOf.ofAll(id, size, state)) ?? (await countAgain(parts, { ...keyed, size }));
  return sums.digest();
}

async function countAgain({ store }: Parts, file: Keyed & { size: number }) {
  const sums = createChecksums();
  for await (const piece of openedPieces(store, file)) sums.update(piece);
  return sums;
}

async function* piecesOf(parts: Parts, stored: StoredAs, range?: ByteRange) {
  const { id, size, seal } = stored;
  const { store, masters, onUnopened } = parts;
  if (seal === null) return yield* plainPieces(parts, stored, range);
  try {
    yield* openedPieces(store, { ...keyOf(masters, id, seal), size }, range);
  } catch (error) {
    if (!(error instanceof Unopened)) throw error;
    // Whoever reads a file that was sealed later knows it by its own id, not by that of what stands in its place.
    const own = new Unopened(id, { cause: error });
    onUnopened?.(own);
    throw own;
  }
}

/** Goes on with what stands sealed in its place, once that has taken it. */
async function* plainPieces(parts: Parts, stored: StoredAs, range?: ByteRange): AsyncGenerator<Uint8Array> {
  let at = range?.start ?? 0;
  try {
    for await (const piece of parts.store.pieces(stored.id, range)) {
      at += piece.length;
      yield piece;
    }
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    const file = await parts.findAgain?.(stored);
    if (!file?.seal) throw error;
    if (at < file.size) yield* piecesOf(parts, file, { start: at, end: range?.end ?? file.size - 1 });
  }
}

/** A stream still holds pieces when the next are made. */
async function* copied(pieces: AsyncIterable<Uint8Array>) {
  for await (const piece of pieces) yield Buffer.from(piece);
}
