import { drainTime } from '../../timing.ts';

/** Waits before the next try, in milliseconds. The first is so short that nobody need know. */
const WAITS = [300, 1_000, 2_000, 4_000, 8_000] as const;
const LONGEST = 10_000;

/** A try that has lived so long was a good one, milliseconds: waits grow anew. */
const GOOD = 5_000;

/** Without activity for so long, milliseconds: it is told; then the connection is given up for a new one. */
const TOLD_AFTER = 10_000;
const GIVEN_UP_AFTER = 30_000;

/** A phone that was put to sleep comes back with connections that are dead and do not know it, milliseconds. */
const HANGS = 4_000;

/** Bytes a millisecond: at least so fast a server makes sure of a whole file, and takes its hash. */
const SETTLES = 20_000;

export type Retry = {
  start(): void;
  /** `isAnswered`: the server was reached. `hasMoved`: bytes went out in the try that failed. */
  retryLater(isAnswered: boolean, hasMoved: boolean): void;
  /** Where it waits or hangs. */
  retryNow(): void;
  /** `isAllSent`: only the answer to a request is missing. */
  noteActivity(isAllSent?: boolean): void;
  end(): void;
};

type RetryEvents = { begin(): void; onInterrupted(isAnswered: boolean): void };

/** When to try again, and when a silent connection is taken for dead. Never gives up. `size` is the file's, in bytes. */
export function createRetry(size: number, on: RetryEvents): Retry {
  const activity = createActivity(size);
  let tries = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const start = () => {
    clearTimeout(waiting);
    waiting = undefined;
    activity.begin();
    on.begin();
  };
  const watch = setInterval(() => {
    if (waiting !== undefined) return;
    if (activity.isDead()) start();
    else if (activity.isSilent()) on.onInterrupted(false);
  }, 1_000);

  return {
    start,
    retryLater(isAnswered, hasMoved) {
      if (hasMoved && activity.age() > GOOD) tries = 0;
      tries += 1;
      if (tries > 1) on.onInterrupted(isAnswered);
      clearTimeout(waiting);
      waiting = setTimeout(start, backoff(tries));
    },
    retryNow() {
      // At worst the server is asked once more for what it has.
      if (waiting !== undefined || activity.silence() > HANGS) start();
    },
    noteActivity: activity.note,
    end() {
      clearTimeout(waiting);
      clearInterval(watch);
    },
  };
}

/** Milliseconds, with jitter: phones that lost the same server must not come back as one. */
const backoff = (tries: number) => (WAITS[tries - 1] ?? LONGEST) * (0.8 + Math.random() / 5);

/** When a try last moved. By the wall's clock, as the other stands still while a phone sleeps. */
function createActivity(size: number) {
  let begunAt = 0;
  let lastAt = 0;
  let isAllSent = false;
  const silence = () => Date.now() - lastAt;
  return {
    silence,
    begin() {
      [begunAt, lastAt, isAllSent] = [Date.now(), Date.now(), false];
    },
    note(isAll = false) {
      [lastAt, isAllSent] = [Date.now(), isAll];
    },
    age: () => Date.now() - begunAt,
    // When all has left the browser, the answer may take longer.
    isDead: () => silence() > GIVEN_UP_AFTER + (isAllSent ? size / SETTLES + drainTime(size) : 0),
    // Between the last byte of a request and its answer silence is no bad sign.
    isSilent: () => silence() > TOLD_AFTER && !isAllSent,
  };
}
