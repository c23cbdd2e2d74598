import { z } from 'zod';

/** How long, and from what seed: what every torture may be asked. `minutes` unless that is said. */
export const commonOptions = (minutes: number) =>
  z.object({
    minutes: z.coerce.number().positive().max(600).default(minutes),
    seed: z
      .string()
      .min(1)
      .default(() => crypto.randomUUID().slice(0, 8)),
  });

/** After Ctrl-C, so long for tidying up, in milliseconds. */
const TIDIED_WITHIN = 60_000;

/** Aborted by Ctrl-C, by SIGTERM, and by an error of the harness's own; whatever was begun is ended then. */
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

/** There is no report: the signal, or the error, is printed instead. */
export function exitWithError(stopping: AbortSignal, error: unknown): never {
  const why: unknown = stopping.aborted ? stopping.reason : error;
  process.stderr.write(`${why instanceof Error ? why.stack : why}\n`);
  process.exit(1);
}
