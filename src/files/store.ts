import type { Readable } from 'node:stream';

/** First and last byte, both included, as in RFC 9110 section 14. */
export type ByteRange = { start: number; end: number };

/**
 * `from`: the byte where the stream goes on: 0, the last length that was told to be durable, or the one before where what
 * `onDurable` promised of the last has not come about. `most`: bytes that the file may have in all, the same each time.
 */
export type Putting = {
  from?: number;
  most: number;
  /**
   * So many bytes of the file survive a power cut from now on, and whatever becomes of this process. Called now and then, and
   * at the end. Without it, what was put is sure to be there for `finish` in this process alone.
   */
  onDurable?: (length: number) => Promise<void> | void;
  /**
   * Asked right before anything is dropped that was put earlier: whoever has slept meanwhile may have been replaced, and what
   * stands there told to another sender. Rejects when that is so; then nothing is dropped.
   */
  beforeDropping?: () => Promise<void>;
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

/** `sha256` is hex, `size` in bytes. */
export type WholeFile = { id: string; size: number; sha256: string };

export type StoredFile = { id: string; isWhole: boolean /** Milliseconds since 1970. */; writtenAt: number };

/**
 * Where files are kept, by ids of ours (128 random bits in hex). A file is incoming until `finish` has made it whole;
 * only then it can be read. An incoming file may be put together in parts, across restarts.
 */
export type FileStore = {
  /**
   * Puts a stream behind the first `from` bytes of an incoming file; what stood behind them before is dropped. The stream is read to its
   * end even when it is over the limit or the disk fails, so that the sender can be told.
   * Rejects with ENOSPC when the disk has come down to its reserve, and with {@link StoreAway}; what was told to be durable stays.
   */
  put(id: string, stream: Readable, putting: Putting): Promise<Put>;
  /** The file is whole and survives a power cut once this has answered. May be asked again after a crash. */
  finish(id: string): Promise<WholeFile>;
  read(id: string, range?: ByteRange): Readable;
  /** The same bytes for who works them off one by one: a piece is good only until the next is asked for. */
  pieces(id: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Incoming or whole, these are gone; an unknown id is no error. */
  remove(ids: readonly string[]): Promise<void>;
  /** Bytes that may still be put before the disk's reserve is touched; infinite where nobody knows of an end. */
  space(): Promise<number>;
  /** Rejects when a file cannot be written. */
  check(): Promise<void>;
  list(): AsyncIterable<StoredFile>;
  /** What is held open is closed. */
  close(): Promise<void>;
};
