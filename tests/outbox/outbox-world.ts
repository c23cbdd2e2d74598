import type { Database } from '../../src/db/database.ts';
import { createLog } from '../../src/log.ts';
import type { Handler } from '../../src/outbox/job.ts';
import { createOutbox, type Outbox } from '../../src/outbox/outbox.ts';
import { type Debt, owe } from '../../src/outbox/owe.ts';
import { whenDone } from '../support/cleanup.ts';
import { createClock } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';

export type OutboxWorld = Awaited<ReturnType<typeof createOutboxWorld>>;

/** A fresh database, a clock that stands still, and as many outboxes over them as a test starts. */
export async function createOutboxWorld() {
  const database = await freshDatabase();
  const clock = createClock();
  const logged: string[] = [];
  const started: Outbox[] = [];
  const log = createLog(line => logged.push(line));

  return {
    database,
    clock,
    logged,
    /** A started outbox, stopped when the test has ended; another one on the same database is another process. */
    start(handlers: Record<string, Handler>, on: Database = database) {
      const outbox = createOutbox({ database: on, clock, log, handlers });
      outbox.start();
      started.push(outbox);
      whenDone(() => outbox.stop(AbortSignal.timeout(2_000)));
      return outbox;
    },
    async owe(debt: Partial<Debt> = {}) {
      const whole = { kind: 'mail', subject: '1', recipients: ['a@desk.kr'], ...debt };
      await database.write(trx => owe(trx, clock(), whole));
      for (const outbox of started) outbox.wake();
    },
    rows: () =>
      database.query.selectFrom('outbox').selectAll().orderBy('subject').orderBy('position').execute(),
  };
}

/** A promise that a test fulfils when it wants to. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
