/** Waits before the next try, in milliseconds; the last one again and again. The first is so short that nobody need know. */
const WAITS = [300, 1_000, 2_000, 4_000, 8_000, 10_000] as const;
const LONGEST = 10_000;

/** Without a sign of life for so long, milliseconds: it is told; then the connection is given up for a new one. */
const TOLD_AFTER = 10_000;
const GIVEN_UP_AFTER = 30_000;

/** Bytes a millisecond: at least so fast a server makes sure of a whole file, and takes its hash. */
const SETTLES = 20_000;

/** What has left the browser may still stand in the phone's own buffers, before a line of so many bytes a millisecond. */
const BUFFERED = 512 * 1024;
const SLOW_LINE = 16;

/** A try that has lived so long was a good one: waits grow anew. */
const GOOD = 5_000;

/** A phone that was put to sleep comes back with connections that are dead and do not know it. */
const HANGS = 4_000;

export type Patience = {
  start(): void;
  /** Another try, in a while. `isAnswered`: the server was reached. `hasMoved`: bytes went out in this one. */
  again(isAnswered: boolean, hasMoved: boolean): void;
  kick(): void;
  /** A sign of life. `isAllSent`: only the answer to a request is missing. */
  sign(isAllSent?: boolean): void;
  end(): void;
};

type PatienceEvents = { begin(): void; onInterrupted(isAnswered: boolean): void };

/**
 * When to try again, and when a connection that says nothing is taken for dead. Never gives up. By the wall's clock, as the
 * other stands still while a phone sleeps. `size` is the file's, in bytes.
 */
export function createPatience(size: number, on: PatienceEvents): Patience {
  let tries = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let begunAt = 0;
  let signAt = 0;
  let isAllSent = false;

  const start = () => {
    clearTimeout(waiting);
    waiting = undefined;
    [begunAt, signAt, isAllSent] = [Date.now(), Date.now(), false];
    on.begin();
  };
  const again = (isAnswered: boolean, hasMoved: boolean) => {
    if (hasMoved && Date.now() - begunAt > GOOD) tries = 0;
    tries += 1;
    if (tries > 1) on.onInterrupted(isAnswered);
    clearTimeout(waiting);
    waiting = setTimeout(start, (WAITS[tries - 1] ?? LONGEST) * (0.8 + Math.random() / 5));
  };
  const silence = () => (waiting === undefined ? Date.now() - signAt : 0);
  const watch = setInterval(() => {
    if (silence() > GIVEN_UP_AFTER + (isAllSent ? settling(size) : 0)) start();
    // Between the last byte of a request and its answer silence is no bad sign.
    else if (silence() > TOLD_AFTER && !isAllSent) on.onInterrupted(false);
  }, 1_000);

  return {
    start,
    again,
    kick() {
      // At worst the server is asked once more for what it has.
      if (waiting !== undefined || silence() > HANGS) start();
    },
    sign(isAll = false) {
      signAt = Date.now();
      isAllSent = isAll;
    },
    end() {
      clearTimeout(waiting);
      clearInterval(watch);
    },
  };
}

/** Milliseconds that an answer may take longer when all has left the browser. */
const settling = (size: number) => size / SETTLES + Math.min(size, BUFFERED) / SLOW_LINE;
