import type { Readable } from 'node:stream';
import { bytesOf } from '../write-stream.ts';
import { CHUNK, type Keyed, sealChunk } from './chunks.ts';

/** So much of a file has come: whole chunks, and what has come of the next. */
export type ChunkSealing = {
  chunks(): number;
  /** In bytes that were sent. */
  position(): number;
  /** What has come of the chunk that is not full; good until more comes. */
  tail(): Uint8Array;
  /** Chunks that these bytes have filled. */
  add(piece: Uint8Array): Generator<Buffer>;
  /** The last chunk, where it is not full. */
  end(): Generator<Buffer>;
};

/** `tail`: what came before of the chunk where it goes on. `onChunk` is given its bytes as they were sent. */
export function createChunkSealing(
  file: Keyed,
  from: { position: number; tail: Uint8Array },
  onChunk: (plain: Uint8Array, chunks: number) => void,
): ChunkSealing {
  let chunks = Math.floor(from.position / CHUNK);
  const held = Buffer.allocUnsafeSlow(CHUNK);
  let filled = from.tail.length;
  held.set(from.tail);

  const sealNext = (plain: Uint8Array) => {
    const sealed = sealChunk(file, chunks, plain);
    chunks++;
    onChunk(plain, chunks);
    return sealed;
  };
  const sealHeld = () => {
    const plain = held.subarray(0, filled);
    filled = 0;
    return sealNext(plain);
  };
  let ended = 0;
  return {
    chunks: () => chunks,
    position: () => (ended > 0 ? ended : chunks * CHUNK + filled),
    tail: () => held.subarray(0, filled),
    *add(piece) {
      for (let at = 0; at < piece.length; ) {
        if (filled === 0 && piece.length - at >= CHUNK) {
          yield* sealNext(piece.subarray(at, at + CHUNK));
          at += CHUNK;
          continue;
        }
        const more = piece.subarray(at, at + CHUNK - filled);
        held.set(more, filled);
        filled += more.length;
        at += more.length;
        if (filled === CHUNK) yield* sealHeld();
      }
    },
    *end() {
      if (filled === 0) return;
      ended = chunks * CHUNK + filled;
      yield* sealHeld();
    },
  };
}

export type Sealing = {
  chunks: ChunkSealing;
  most: number;
  /** Whether nothing is to come behind what came, so that the last chunk may be shorter. */
  isAll: (end: { isCut: boolean; position: number }) => boolean;
  /** More has come, not always a whole chunk. */
  onPiece: () => void;
};

/** How a sender's stream ended, once it has. */
export type SealingEnd = { isCut: boolean; isOver: boolean };

/** A sender's stream as sealed chunks. It is read to its end even when it is over the limit. */
export async function* sealedChunks(
  stream: Readable,
  sealing: Sealing,
  end: SealingEnd,
): AsyncGenerator<Buffer> {
  const { chunks, most, isAll, onPiece } = sealing;
  try {
    for await (const piece of bytesOf(stream)) {
      end.isOver ||= chunks.position() + piece.length > most;
      if (end.isOver) continue;
      yield* chunks.add(piece);
      onPiece();
    }
  } catch (error) {
    if (error instanceof TypeError) throw error;
    end.isCut = true;
  }
  if (!end.isOver && isAll({ isCut: end.isCut, position: chunks.position() })) yield* chunks.end();
}
