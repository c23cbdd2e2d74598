import type { ByteRange } from '../../../files/store.ts';

/** One range of bytes (RFC 9110, 14.1.2), such as `bytes=0-499`, `bytes=500-` or `bytes=-500`. Units know no capitals. */
const ONE_RANGE = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/i;

/**
 * The part of a file of `size` bytes that a `Range` asks for; null where the whole is to be sent: for no range, for one that
 * is none, for another unit and for several at once, all of which may be ignored (14.2).
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, first, last, suffix] = ONE_RANGE.exec(header ?? '') ?? [];
  if (suffix !== undefined) return lastBytes(Number(suffix), size);
  if (first === undefined) return null;
  const start = Number(first);
  const end = last ? Number(last) : size - 1;
  if (last && end < start) return null;
  return start >= size ? 'unsatisfiable' : { start, end: Math.min(end, size - 1) };
}

function lastBytes(length: number, size: number) {
  if (length === 0) return 'unsatisfiable';
  // The whole of an empty file is no range that could be named.
  return size === 0 ? null : { start: Math.max(0, size - length), end: size - 1 };
}
