import type { ByteRange, FileStore } from '../store.ts';
import { createChunkOpening } from './chunk-opening.ts';
import { CHUNK, chunksOf, type Keyed, SEALED_CHUNK, sealedSize } from './chunks.ts';

/**
 * The bytes of a sealed file; a piece is good only until the next is asked for. What was asked for to the file's end shows that
 * nothing was added behind it.
 * @throws {Unopened} where a chunk is not the one that was sealed for this place, or is missing.
 */
export async function* openedPieces(
  store: Pick<FileStore, 'pieces'>,
  file: Keyed & { size: number },
  range?: ByteRange,
): AsyncGenerator<Uint8Array> {
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? file.size - 1, file.size - 1);
  const [first, last] = [Math.floor(start / CHUNK), Math.floor(end / CHUNK)];
  const isToEnd = last >= chunksOf(file.size) - 1;
  const kept = { start: first * SEALED_CHUNK, end: (last + 1) * SEALED_CHUNK - 1 };
  const opening = createChunkOpening(file, first, last);
  let at = first * CHUNK;
  for await (const piece of store.pieces(file.id, rangeOf(kept, isToEnd, file.size))) {
    for (const opened of opening.add(piece)) {
      yield opened.subarray(Math.max(0, start - at), end - at + 1);
      at += opened.length;
    }
  }
  opening.end();
}

/** One byte more than there should be: it must not be there. Of an empty file there is no range that could be asked for. */
function rangeOf(kept: ByteRange, isToEnd: boolean, size: number): ByteRange | undefined {
  if (size === 0) return undefined;
  return isToEnd ? { start: kept.start, end: sealedSize(size) } : kept;
}
