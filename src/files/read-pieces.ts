import { open } from 'node:fs/promises';
import type { ByteRange } from './store.ts';

const PIECE = 256 * 1024;

/**
 * Reads a file into one buffer again and again. A stream makes a new buffer for every 64 KiB: for a film of 1 GB the
 * collector then takes as long as the reading and the sending together.
 */
export async function* readPieces(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
  await using file = await open(path);
  const buffer = Buffer.allocUnsafeSlow(PIECE);
  const end = range === undefined ? Number.POSITIVE_INFINITY : range.end + 1;
  let at = range?.start ?? 0;
  while (at < end) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(PIECE, end - at), at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
