import type { Context } from '../context.ts';
import { randomId } from '../crypto/ids.ts';
import { dropAll, enqueue, wakeJobs } from '../jobs/enqueue.ts';
import { expediteProbes } from '../jobs/pauses.ts';

/** Enqueues a mail to each address of the newsroom that only shows that mail arrives; those of before are asked for no more. Answers what their jobs are about. */
export async function enqueueTestMail({
  database,
  clock,
  settings,
}: Pick<Context, 'database' | 'clock' | 'settings'>): Promise<string> {
  const subject = randomId();
  const { inbox } = settings.newsroom;
  await database.write(async trx => {
    await expediteProbes(trx, clock());
    await dropAll(trx, clock(), 'test mail');
    await enqueue(trx, clock(), { kind: 'test mail', subject, recipients: inbox });
  });
  wakeJobs(database);
  return subject;
}

/** Nobody asks any more for those that did not arrive. */
export const giveUpTestMail = ({ database, clock }: Pick<Context, 'database' | 'clock'>): Promise<void> =>
  database.write(trx => dropAll(trx, clock(), 'test mail'));
