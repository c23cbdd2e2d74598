import type { Database } from '../db/database.ts';
import { forgetBrokenOff, noteBrokenOff } from '../jobs/broken-off.ts';
import type { Job } from '../jobs/job.ts';
import type { Letter } from './letter.ts';
import { SendFailed } from './smtp/smtp-failure.ts';
import type { Trouble } from './trouble.ts';

/** After so many a mail goes with links alone. */
const MOST = 2;
/** Milliseconds, longer than any wait between two attempts, for which a server that breaks off mails without files is in trouble. */
const TROUBLE = 20 * 60_000;

/** Said of who sends, how much or how often, and so of no file. */
const NOT_ITS_CONTENT: ReadonlySet<Trouble> = new Set<Trouble>([
  'greylisted',
  'limit reached',
  'too many connections',
  'sender refused',
  'desk blocked',
]);

/**
 * Tells mails that break off because of their files from a server that breaks off all. It is the server where a mail without files
 * breaks off too: then no mail loses its files over it, and what was counted before is void.
 */
export function createBreaks({ database, clock }: { database: Database; clock: () => number }) {
  let serverSince: number | null = null;
  const isServers = () => serverSince !== null && Math.abs(clock() - serverSince) < TROUBLE;

  return {
    goesWithoutFiles: ({ brokenOff }: Job<'tip mail'>): boolean => brokenOff >= MOST && !isServers(),
    arrived(): void {
      serverSince = null;
    },
    async failed(letter: Letter, job: Job<'tip mail'>, error: unknown): Promise<void> {
      if (job.signal.aborted || !isBreak(error)) return;
      if (letter.attachments.length === 0) {
        serverSince = clock();
        await database.write(trx => forgetBrokenOff(trx, job.kind));
      } else if (!isServers()) await database.write(trx => noteBrokenOff(trx, job));
    },
  };
}

/** Its bytes were on the way; and it may be another time. */
const isBreak = (error: unknown) =>
  error instanceof SendFailed &&
  (error.step === 'DATA' || error.step === 'after DATA') &&
  error.remedy !== 'set aside' &&
  !NOT_ITS_CONTENT.has(error.trouble);
