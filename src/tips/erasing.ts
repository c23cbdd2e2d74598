import { Failed, type Handler } from '../outbox/job.ts';
import type { Desk } from './desk.ts';
import { ERASE_FILE, ERASE_TRACES, eraseFile, eraseTraces } from './forget.ts';

/** What the outbox does, once more and after any crash, with what a forgotten tip owes. */
export const erasingHandlers = (
  desk: Pick<Desk, 'database' | 'files' | 'recallMails'>,
): Record<string, Handler> => ({
  [ERASE_FILE]: { run: job => eraseFile(desk, job.subject) },
  [ERASE_TRACES]: {
    async run(job) {
      if (!(await eraseTraces(desk, Number(job.subject)))) throw new Failed('still read, as by a backup');
    },
  },
});
