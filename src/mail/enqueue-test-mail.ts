import type { Context } from '../context.ts';
import { randomId } from '../crypto/ids.ts';
import { noteDeskEvent } from '../history/note-desk-event.ts';
import { dropAll, enqueue, wakeJobs } from '../jobs/enqueue.ts';
import { expediteProbes } from '../jobs/pauses.ts';
import { authorize, type Viewer } from '../staff/access.ts';

/** Enqueues a mail to each address of the newsroom that only shows that mail arrives; those of before are asked for no more. Answers what their jobs are about. */
export async function enqueueTestMail(
  { database, clock, settings }: Pick<Context, 'database' | 'clock' | 'settings'>,
  viewer: Viewer,
): Promise<string> {
  authorize(viewer, 'send test mail');
  const subject = randomId();
  const { inbox } = settings.newsroom;
  await database.write(async trx => {
    await expediteProbes(trx, clock());
    await dropAll(trx, clock(), 'test mail');
    await enqueue(trx, clock(), { kind: 'test mail', subject, recipients: inbox });
    await noteDeskEvent(trx, { kind: 'test mail sent', by: viewer.staffId, at: clock() });
  });
  wakeJobs(database);
  return subject;
}

/** Nobody asks any more for those that did not arrive. */
export async function giveUpTestMail(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  viewer: Viewer,
): Promise<void> {
  authorize(viewer, 'send test mail');
  await database.write(async trx => {
    await dropAll(trx, clock(), 'test mail');
    await noteDeskEvent(trx, { kind: 'test mail given up', by: viewer.staffId, at: clock() });
  });
}
