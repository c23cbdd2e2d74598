import type { Readable } from 'node:stream';

/** First and last byte, both included, as in RFC 9110 section 14. */
export type ByteRange = { start: number; end: number };

export type Putting = {
  /**
   * The byte where the stream goes on: 0 unless said, the last length that was durable, or the one before where what
   * `onDurable` promised of the last has not come about.
   */
  from?: number;
  /** Bytes that the file may have in all, the same each time. */
  most: number;
  /**
   * So many bytes of the file survive a power cut from now on, and whatever becomes of this process. Called now and then, and
   * at the end. Without it, what was put is sure to be there for `finish` in this process alone.
   */
  onDurable?: (length: number) => Promise<void> | void;
  /**
   * Asked right before anything is dropped that was put earlier: whoever has slept meanwhile may have been replaced, and what
   * stands there promised to another sender. Rejects when that is so; then nothing is dropped.
   */
  beforeDropping?: () => Promise<void>;
  /** False: nobody asks for the sums of these bytes, and `settle` makes the file whole. The same each time. */
  summed?: boolean;
};

/** Where files are kept does not answer, or refuses. It may do so again in a while. `code`: in the place's own word. */
export class StoreAway extends Error {
  override name = 'StoreAway';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`The place of the files does not answer, or refuses: ${code}.`, options);
    this.code = code;
  }
}

/** `cut`: the sender broke off; so much is there, and more may be put behind it. `over`: more than `most` came. */
export type Put = { is: 'ended' | 'cut'; length: number } | { is: 'over' };

/** `size` in bytes. `crc32` is null where it is not known, because an older version has taken in a part of it. */
export type WholeFile = { id: string; size: number; sha256: string; crc32: number | null };

/** `writtenAt`: milliseconds since 1970. */
export type StoredFile = { id: string; isWhole: boolean; writtenAt: number };

/**
 * Where files are kept, by ids of ours (128 random bits in hex). A file is incoming until `finish` has made it whole;
 * only then it can be read. An incoming file may be put together in parts, across restarts.
 */
export type FileStore = {
  /**
   * Puts a stream behind the first `from` bytes of an incoming file; what stood behind them before is dropped. The stream is read to its
   * end even when it is over the limit or the disk fails, so that the sender can be told.
   * Rejects with ENOSPC when the disk has come down to its reserve, and with {@link StoreAway}; what was durable stays.
   */
  put(id: string, stream: Readable, putting: Putting): Promise<Put>;
  /** The file is whole and survives a power cut once this has answered. May be asked again after a crash. */
  finish(id: string): Promise<WholeFile>;
  /** The same without the sums: gives how many bytes it has. */
  settle(id: string): Promise<number>;
  read(id: string, range?: ByteRange): Readable;
  /** The same bytes for who works them off one by one: a piece is good only until the next is asked for. */
  pieces(id: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Incoming or whole, these are gone; an unknown id is no error. */
  remove(ids: readonly string[]): Promise<void>;
  /** Bytes that may still be put before the disk's reserve is touched; infinite where nobody knows of an end. */
  space(): Promise<number>;
  /** Bytes that may still be put, once more than half of the disk is taken; null before, below the reserve, and where nobody knows. */
  scarce(): Promise<number | null>;
  /** Rejects when a file cannot be written. */
  check(): Promise<void>;
  list(): AsyncIterable<StoredFile>;
  /** What is held open is closed. */
  close(): Promise<void>;
};
