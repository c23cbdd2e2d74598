import type { Database } from '../../src/db/database.ts';
import { enqueue, type NewJob } from '../../src/jobs/enqueue.ts';
import type { Handlers } from '../../src/jobs/job.ts';
import { createJobs, type Jobs } from '../../src/jobs/jobs.ts';
import { createLog } from '../../src/log.ts';
import { whenDone } from '../support/cleanup.ts';
import { createClock } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';
import { allLeftOwed } from '../support/jobs.ts';

export type JobsWorld = Awaited<ReturnType<typeof createJobsWorld>>;

/** A fresh database, a clock that stands still, and as many processes over them as a test starts. */
export async function createJobsWorld() {
  const database = await freshDatabase();
  const clock = createClock();
  const logged: string[] = [];
  const started: Jobs[] = [];
  const log = createLog(line => logged.push(line));
  const wake = () => {
    for (const jobs of started) jobs.wake();
  };

  return {
    database,
    clock,
    logged,
    /** Jobs that have been started, and stop when the test has ended; others on the same database are another process. */
    start(handlers: Partial<Handlers>, on: Database = database) {
      const jobs = createJobs({
        database: on,
        clock,
        log,
        handlers: { ...allLeftOwed, ...handlers },
        patience,
      });
      jobs.start();
      started.push(jobs);
      whenDone(() => jobs.stop(AbortSignal.timeout(2_000)));
      return jobs;
    },
    /** Mails to one address about `a`, unless said. */
    async enqueue(more: Partial<Omit<NewJob<'test mail'>, 'kind'>> = {}) {
      const job = { kind: 'test mail', subject: 'a', recipients: ['a@desk.kr'], ...more } as const;
      await database.write(trx => enqueue(trx, clock(), job));
      wake();
    },
    async enqueueInspection(file: string) {
      await database.write(trx => enqueue(trx, clock(), { kind: 'inspect file', subject: file }));
      wake();
    },
    pauses: () => database.query.selectFrom('pauses').selectAll().execute(),
    rows: () =>
      database.query.selectFrom('outbox').selectAll().orderBy('subject').orderBy('position').execute(),
  };
}

const patience = { last: 100, database: { first: 20, longest: 100 } };

/** A promise that a test fulfils when it wants to. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
