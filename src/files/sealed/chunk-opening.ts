import { chunksOf, type Keyed, openChunk, SEALED_CHUNK, sealedSize } from './chunks.ts';
import { Unopened } from './unopened.ts';

/** What is kept of a sealed file, opened as it comes, in pieces that were cut anywhere. */
export type ChunkOpening = {
  /** What each chunk holds that is whole with this piece. @throws {Unopened} */
  add(piece: Uint8Array): Generator<Buffer>;
  /** Nothing more comes. @throws {Unopened} where something is missing. */
  end(): void;
};

/** Of the chunks from `first` to `last`. What comes behind them is refused. */
export function createChunkOpening(
  file: Keyed & { size: number },
  first = 0,
  last = chunksOf(file.size) - 1,
): ChunkOpening {
  let number = first;
  const held = createHeld();
  const openNext = (sealed: Uint8Array) => {
    const plain = openChunk(file, number, sealed);
    if (plain === null) throw new Unopened(file.id);
    number++;
    return plain;
  };
  return {
    *add(piece) {
      for (let at = 0; at < piece.length; ) {
        if (number > last) throw new Unopened(file.id);
        const wanted = Math.min(SEALED_CHUNK, sealedSize(file.size) - number * SEALED_CHUNK);
        const more = piece.subarray(at, at + wanted - held.length());
        at += more.length;
        const sealed = more.length === wanted ? more : held.add(more, wanted);
        if (sealed !== null) yield openNext(sealed);
      }
    },
    end() {
      if (number <= last || held.length() > 0) throw new Unopened(file.id);
    },
  };
}

/** What has come of a chunk that is not whole. */
function createHeld() {
  let bytes = Buffer.alloc(0);
  let length = 0;
  return {
    length: () => length,
    /** The chunk, once it has `wanted` bytes. */
    add(more: Uint8Array, wanted: number): Buffer | null {
      if (bytes.length === 0) bytes = Buffer.allocUnsafeSlow(SEALED_CHUNK);
      bytes.set(more, length);
      length += more.length;
      if (length < wanted) return null;
      length = 0;
      return bytes.subarray(0, wanted);
    },
  };
}
