import type { Readable } from 'node:stream';

/** A file whose bytes are taken but that belongs to no tip yet. `sha256` is hex, `size` in bytes. */
export type TakenFile = { id: string; size: number; sha256: string };

/** First and last byte, both included, as in RFC 9110 section 14. */
export type ByteRange = { start: number; end: number };

/** Where files are kept, by id. What `keep` has answered for survives a power cut. */
export type FileStore = {
  /**
   * Takes a stream to its end and hashes it on the way. Over `most` bytes the rest is drained and nothing is kept: null.
   * Rejects, and keeps nothing, when the stream breaks off.
   */
  take(stream: Readable, most: number): Promise<TakenFile | null>;
  /** Makes taken files lasting. */
  keep(ids: readonly string[]): Promise<void>;
  /** Whatever was taken or kept by these ids is gone; an unknown id is no error. */
  remove(ids: readonly string[]): Promise<void>;
  read(id: string, range?: ByteRange): Readable;
  /** Bytes that may still be taken before the disk's reserve is touched. */
  space(): Promise<number>;
  /** Rejects when a file cannot be written. */
  check(): Promise<void>;
  /** Ids of kept files last written before `time` (milliseconds since 1970). */
  olderThan(time: number): AsyncIterable<string>;
};
