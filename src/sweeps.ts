import type { Log } from './log.ts';

const EVERY = 6 * 60 * 60 * 1_000;

/** Work that is done now and then, and harms nobody when it is done late. */
export type Sweeps = { start(): void; stop(): Promise<void> };

type Task = (signal: AbortSignal) => Promise<unknown>;

export function createSweeps(tasks: Readonly<Record<string, Task>>, log: Log): Sweeps {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  const sweep = async () => {
    for (const [kind, task] of Object.entries(tasks)) {
      if (ending.signal.aborted) return;
      await task(ending.signal).catch((error: unknown) =>
        log.error({ kind, error }, 'a sweep failed and will be tried again'),
      );
    }
  };
  const next = () => {
    underWay = underWay.then(sweep);
  };
  return {
    start() {
      timer = setInterval(next, EVERY).unref();
      next();
    },
    async stop() {
      clearInterval(timer);
      ending.abort();
      await underWay;
    },
  };
}
