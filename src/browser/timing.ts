/** The work's result, or null as soon as the reader has cancelled; the work itself goes on without a listener. */
export function unlessCancelled<T>(signal: AbortSignal, work: Promise<T>): Promise<T | null> {
  const cancelled = new Promise<null>(resolve => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  return Promise.race([work, cancelled]);
}

export const pause = (milliseconds: number) =>
  new Promise<void>(resolve => setTimeout(resolve, milliseconds));

/** What has left the browser may still stand in the phone's own buffers, before a line of so many bytes a millisecond. */
const BUFFERED = 512 * 1024;
const SLOW_LINE = 16;

/** Milliseconds that so many bytes which have left the browser may still need. */
export const drainTime = (size: number) => Math.min(size, BUFFERED) / SLOW_LINE;
