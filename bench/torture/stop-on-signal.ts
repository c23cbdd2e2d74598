/** After Ctrl-C, so long for tidying up, in milliseconds. */
const TIDIED_WITHIN = 60_000;

/** Aborted by Ctrl-C, by SIGTERM, and by a fault of the harness's own; whatever was begun is ended then. */
export function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  const end = (why: unknown) => {
    if (stop.signal.aborted) process.exit(1);
    stop.abort(why);
    setTimeout(() => process.exit(1), TIDIED_WITHIN).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The package that brings PostgreSQL would end this process in the middle of tidying up.
    process.removeAllListeners(signal);
    process.on(signal, () => end(`ended by ${signal}`));
  }
  process.on('uncaughtException', end);
  return stop.signal;
}

/** There is no report: the signal, or a fault, is told instead. */
export function endInVain(stopping: AbortSignal, error: unknown): never {
  const why: unknown = stopping.aborted ? stopping.reason : error;
  process.stderr.write(`${why instanceof Error ? why.stack : why}\n`);
  process.exit(1);
}
