/** Waits before the next try, in milliseconds. */
const WAITS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
const LONGEST = 30_000;

/** No desk asks to be left alone for longer, milliseconds: a header may say anything. */
const ASKED_AT_MOST = 120_000;

type Options = {
  /** How many there were so far. */
  tries: number;
  /** For so long the desk asks to be left alone, in milliseconds. */
  after: number;
  /** Ends the waiting, too. */
  signal: AbortSignal;
  /** Of an event named `now`, with which the reader asks for it at once. */
  wishes: EventTarget;
};

/** Resolves when it is time for the next try: after a while, as soon as the line is back or the page is looked at, or by wish. */
export function nextTry({ tries, after, signal, wishes }: Options): Promise<void> {
  const done = new AbortController();
  const until = { signal: done.signal };
  const waiting = new Promise<void>(resolve => {
    const end = () => resolve();
    const timer = setTimeout(end, Math.max(backoff(tries), Math.min(after, ASKED_AT_MOST)));
    done.signal.addEventListener('abort', () => clearTimeout(timer));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, until);
    wishes.addEventListener('now', end, until);
    if (after > 0) return;
    addEventListener('online', end, until);
    document.addEventListener('visibilitychange', () => document.hidden || end(), until);
  });
  return waiting.finally(() => done.abort());
}

/** With jitter: phones that lost the same server must not come back as one. */
const backoff = (tries: number) => (WAITS[tries - 1] ?? LONGEST) * (0.8 + Math.random() / 5);
