/** Bytes in one request. A proxy that takes a request whole before it passes it on loses no more than this when it is cut. */
export const PIECE = 16 * 1024 * 1024;

/** A server that fails so often over the same bytes will fail over them for ever. */
const FAULTS = 5;

export type ByteProgress = {
  /** A new try: the server tells first what it has. */
  begin(): void;
  /** So many bytes have left. Tells whether all have that this request is to bring. */
  sent(bytes: number): boolean;
  /** Whether bytes have left since the try began. */
  hasMoved(): boolean;
  /** The server has so many. */
  confirm(bytes: number): void;
  /** The most that the server is known to have had. */
  confirmed(): number;
  /** Counts that the server has failed over it, and tells whether another try may get further. */
  mayGoOnAfterFailure(): boolean;
};

/** How far a file of so many bytes has come, and with which of them the request under way began. */
export function createByteProgress(size: number): ByteProgress {
  let from: number | null = null;
  let furthest = -1;
  let faults = 0;
  let hasMoved = false;
  const confirm = (bytes: number) => {
    from = bytes;
    if (bytes > furthest) [furthest, faults] = [bytes, 0];
  };
  return {
    confirm,
    begin() {
      from = null;
      hasMoved = false;
    },
    sent(bytes) {
      if (from === null) confirm(bytes);
      const start = from ?? bytes;
      hasMoved ||= bytes > start;
      return bytes === Math.min(size, start + PIECE);
    },
    hasMoved: () => hasMoved,
    confirmed: () => Math.max(0, furthest),
    mayGoOnAfterFailure() {
      faults += 1;
      return faults < FAULTS;
    },
  };
}
