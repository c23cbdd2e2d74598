import type { Database } from '../db/database.ts';
import { takeTurn } from '../db/turns.ts';
import type { Log } from '../log.ts';

/** Milliseconds. */
const EVERY = 6 * 60 * 60 * 1_000;
const LOOK_EVERY = 60 * 60 * 1_000;

/** Work that is done now and then, and harms nobody when it is done late. */
export type Schedule = {
  start(): void;
  /** Resolves once all that was begun has ended, well or not. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

type Task = (signal: AbortSignal) => Promise<unknown>;

/** By what they are about: what lies on this machine, and what all processes have in common. */
type RecurringTasks = Record<'eachProcess' | 'oneProcess', Readonly<Record<string, Task>>>;

type Parts = { database: Database; clock: () => number; log: Log };

/**
 * Runs the tasks at the start and every hour. What is in common is done every six hours, by one of the processes that share
 * the database: whichever looks first.
 */
export function createSchedule(tasks: RecurringTasks, { database, clock, log }: Parts): Schedule {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  // By this name older versions take their turn too.
  const isOurTurn = (kind: string) =>
    takeTurn(database, { name: `sweep of ${kind}`, every: EVERY, now: clock() });
  const runAll = async () => {
    for (const [place, kinds] of Object.entries(tasks)) {
      for (const [kind, task] of Object.entries(kinds)) {
        if (ending.signal.aborted) return;
        try {
          if (place === 'eachProcess' || (await isOurTurn(kind))) await task(ending.signal);
        } catch (error) {
          log.error({ kind, error }, 'a recurring task failed and will be tried again');
        }
      }
    }
  };
  const next = () => {
    underWay = underWay.then(runAll);
  };
  return {
    start() {
      timer = setInterval(next, LOOK_EVERY).unref();
      next();
    },
    settled: () => underWay,
    async stop() {
      clearInterval(timer);
      ending.abort();
      await underWay;
    },
  };
}
