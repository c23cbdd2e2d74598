import type { Database } from './db/database.ts';
import { takeTurn } from './db/turns.ts';
import type { Log } from './log.ts';

/** Milliseconds. */
const EVERY = 6 * 60 * 60 * 1_000;
const LOOK_EVERY = 60 * 60 * 1_000;

/** Work that is done now and then, and harms nobody when it is done late. */
export type Sweeps = { start(): void; stop(): Promise<void> };

type Task = (signal: AbortSignal) => Promise<unknown>;

/** By their kinds: what lies on this machine, and what all processes have in common. */
export type SweepTasks = Record<'here' | 'inCommon', Readonly<Record<string, Task>>>;

type Parts = { database: Database; clock: () => number; log: Log };

/**
 * Sweeps at the start and every hour. What is in common is swept every six hours, by one of the processes that share the
 * database: whichever looks first.
 */
export function createSweeps(tasks: SweepTasks, { database, clock, log }: Parts): Sweeps {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  const isOurTurn = (kind: string) =>
    takeTurn(database, { name: `sweep of ${kind}`, every: EVERY, now: clock() });
  const sweep = async () => {
    for (const [place, kinds] of Object.entries(tasks)) {
      for (const [kind, task] of Object.entries(kinds)) {
        if (ending.signal.aborted) return;
        try {
          if (place === 'here' || (await isOurTurn(kind))) await task(ending.signal);
        } catch (error) {
          log.error({ kind, error }, 'a sweep failed and will be tried again');
        }
      }
    }
  };
  const next = () => {
    underWay = underWay.then(sweep);
  };
  return {
    start() {
      timer = setInterval(next, LOOK_EVERY).unref();
      next();
    },
    async stop() {
      clearInterval(timer);
      ending.abort();
      await underWay;
    },
  };
}
