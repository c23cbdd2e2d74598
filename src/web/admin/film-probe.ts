import type { ByteRange } from '../../files/store.ts';

/**
 * What a page with a film or a sound on it makes a browser ask, before anybody plays it (`preload="metadata"`). Chromium asks
 * `bytes=0-`, takes up to 3 MB of it, and then asks for the index if that stands at the end; Safari asks `bytes=0-1`, and then
 * for the whole, of which it takes as little. So what an open range asks of the beginning ends with it: whoever plays on asks
 * for more, and that is seen.
 */
const BEGINNING = 4 * 1024 * 1024;
/** An index is a hundredth of its film. */
const INDEX_SHARE = 1 / 16;

/** Where an open range ends, for `readRange`. */
export const endOfProbe = (start: number): number =>
  start < BEGINNING ? BEGINNING - 1 : Number.POSITIVE_INFINITY;

/** Whether this is no more than a page asks for by itself. Null is the whole, which no page asks for. */
export const isProbe = (part: ByteRange | null, size: number): boolean =>
  part !== null && (part.start < BEGINNING || part.start >= size * (1 - INDEX_SHARE));
