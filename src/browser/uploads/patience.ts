/** Waits before the next try, in milliseconds; the last one again and again. The first is so short that nobody need know. */
const WAITS = [300, 1_000, 2_000, 4_000, 8_000, 10_000] as const;
const LONGEST = 10_000;

/** Without a sign of life for so long, milliseconds: it is told; then the connection is given up for a new one. */
const TOLD_AFTER = 10_000;
const GIVEN_UP_AFTER = 30_000;

/** All has been sent, and the server is writing it down and taking its hash. */
const SETTLING = 120_000;

/** A try that has lived so long was a good one: waits grow anew. */
const GOOD = 5_000;

/** A phone that was put to sleep comes back with connections that are dead and do not know it. */
const HANGS = 4_000;

export type Patience = {
  start(): void;
  /** Another try, in a while. */
  again(): void;
  kick(): void;
  /** A sign of life. `isAllSent`: only the answer is missing. */
  sign(isAllSent?: boolean): void;
  moved(): void;
  /** Whether bytes have moved since the try began. */
  hasMoved(): boolean;
  end(): void;
};

/** When to try again, and when a connection that says nothing is taken for dead. Never gives up. */
export function createPatience(on: { begin(): void; onInterrupted(): void }): Patience {
  let tries = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let begunAt = 0;
  let signAt = 0;
  let isSettling = false;
  let hasMoved = false;

  const start = () => {
    clearTimeout(waiting);
    waiting = undefined;
    [begunAt, signAt, isSettling, hasMoved] = [performance.now(), performance.now(), false, false];
    on.begin();
  };
  const again = () => {
    if (hasMoved && performance.now() - begunAt > GOOD) tries = 0;
    tries += 1;
    if (tries > 1) on.onInterrupted();
    clearTimeout(waiting);
    waiting = setTimeout(start, (WAITS[tries - 1] ?? LONGEST) * (0.8 + Math.random() / 5));
  };
  const silence = () => (waiting === undefined ? performance.now() - signAt : 0);
  const watch = setInterval(() => {
    if (silence() > (isSettling ? SETTLING : GIVEN_UP_AFTER)) start();
    else if (silence() > TOLD_AFTER && !isSettling) on.onInterrupted();
  }, 1_000);

  return {
    start,
    again,
    kick() {
      if (waiting !== undefined || (silence() > HANGS && !isSettling)) start();
    },
    sign(isAllSent = false) {
      signAt = performance.now();
      isSettling = isAllSent;
    },
    moved() {
      hasMoved = true;
    },
    hasMoved: () => hasMoved,
    end() {
      clearTimeout(waiting);
      clearInterval(watch);
    },
  };
}
