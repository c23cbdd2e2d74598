/** Aborts after so many milliseconds. Safari before 16 does not know `AbortSignal.timeout`. */
export function timeLimit(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

/** What comes of the work, or null as soon as the reader has called it off; the work itself goes on unheard. */
export function unlessCalledOff<T>(signal: AbortSignal, work: Promise<T>): Promise<T | null> {
  const calledOff = new Promise<null>(resolve => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  return Promise.race([work, calledOff]);
}

export const pause = (milliseconds: number) =>
  new Promise<void>(resolve => setTimeout(resolve, milliseconds));
