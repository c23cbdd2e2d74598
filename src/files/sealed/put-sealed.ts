import { Readable } from 'node:stream';
import type { Sums } from '../portable-checksums.ts';
import type { FileStore, Put, Putting } from '../store.ts';
import { createChunkSealing, type SealingEnd, sealedChunks } from './chunk-sealing.ts';
import { CHUNK, chunksOf, chunksWithin, type Keyed, SEALED_CHUNK, sealedSize } from './chunks.ts';
import { type Progress, sealProgress } from './progress.ts';
import type { SealedSums } from './sealed-sums.ts';

/** In milliseconds: so often what has come of a chunk is kept, on a line too slow to fill it. */
const TAIL_WITHIN = 2_000;

/** So much of an upload survives a power cut, with what is kept in its row of what the store does not have. */
export type Kept = { length: number; progress: string | null };

export type SealedPutting = Pick<Putting, 'most' | 'beforeDropping'> & {
  from: number;
  before: Progress;
  /** Null where they will be counted at the end. */
  sums: SealedSums | null;
  onKept: (kept: Kept) => Promise<void> | void;
};

/** Puts a stream behind the first `from` bytes of a file of `most` bytes. Ends with all of it kept that came. */
export async function putSealed(
  store: FileStore,
  file: Keyed,
  stream: Readable,
  putting: SealedPutting,
): Promise<Put> {
  const { from, most, before, beforeDropping } = putting;
  const end: SealingEnd = { isCut: false, isOver: false };
  const states = createStates(putting.sums, Math.floor(from / CHUNK), before.sums);
  const chunks = createChunkSealing(file, { position: from, tail: before.tail }, states.add);
  const keeping = createKeeping({ file, chunks, states, putting, end });
  const sealing = {
    chunks,
    most,
    isAll: ({ position }: { position: number }) => position === most,
    onPiece: keeping.onPiece,
  };
  const put = await store.put(file.id, readableOf(stream, sealedChunks(stream, sealing, end)), {
    from: Math.floor(from / CHUNK) * SEALED_CHUNK,
    most: sealedSize(most),
    summed: false,
    onDurable: keeping.onDurable,
    ...(beforeDropping && { beforeDropping }),
  });
  await keeping.last();
  if (end.isOver || put.is === 'over') return { is: 'over' };
  return { is: end.isCut ? 'cut' : 'ended', length: chunks.position() };
}

/** An error before the reading begins has no other listener and would end the process; the reading meets it again. */
export function readableOf(source: Readable, chunks: AsyncGenerator<Buffer>): Readable {
  source.on('error', () => {});
  return Readable.from(chunks, { objectMode: true, highWaterMark: 2 });
}

/** The states of the sums behind the last chunks, until these are durable. */
function createStates(sums: SealedSums | null, first: number, before: Sums | null) {
  const states = new Map<number, Sums | null>([[first, before]]);
  return {
    add(plain: Uint8Array, chunks: number) {
      sums?.update(plain);
      const state = sums?.state() ?? null;
      if (state !== null) states.set(chunks, state);
    },
    /** Those before are asked for no more. */
    at(chunks: number): Sums | null {
      const found = states.get(chunks) ?? null;
      for (const before of states.keys()) if (before < chunks) states.delete(before);
      return found;
    },
  };
}

type Keeping = {
  file: Keyed;
  chunks: ReturnType<typeof createChunkSealing>;
  states: ReturnType<typeof createStates>;
  putting: SealedPutting;
  end: SealingEnd;
};

function createKeeping({ file, chunks, states, putting, end }: Keeping) {
  const { from, most, onKept } = putting;
  let durable = Math.floor(from / CHUNK);
  let kept = from;
  let keptAt = performance.now();
  let last: Promise<void> = Promise.resolve();

  const keep = (length: number, progress: Progress) => {
    // What was said before stays said.
    if (length < kept || end.isOver) return last;
    kept = length;
    keptAt = performance.now();
    const isEmpty = progress.tail.length === 0 && progress.sums === null;
    last = Promise.resolve(onKept({ length, progress: isEmpty ? null : sealProgress(file, progress) }));
    last.catch(() => {});
    return last;
  };
  const keepAll = () => keep(chunks.position(), { tail: chunks.tail(), sums: states.at(chunks.chunks()) });
  return {
    onDurable(sealed: number) {
      durable = sealed >= sealedSize(most) ? chunksOf(most) : chunksWithin(sealed);
      if (durable === chunks.chunks()) return keepAll();
      return keep(durable * CHUNK, { tail: Buffer.alloc(0), sums: states.at(durable) });
    },
    onPiece() {
      const isDue = performance.now() - keptAt >= TAIL_WITHIN && durable === chunks.chunks();
      if (isDue && chunks.position() > kept) void keepAll();
    },
    last: () => last,
  };
}
