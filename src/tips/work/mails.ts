import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { notFound, Refusal } from '../../errors.ts';
import { dropStuck, enqueueMore, holdJobs, putBack, wakeJobs } from '../../jobs/enqueue.ts';
import { isStuck, readJobs } from '../../jobs/status.ts';
import type { Viewer } from '../../staff/access.ts';
import { noteEvents } from '../history/events.ts';
import { findTopicOf, inboxOf } from '../topics/topic.ts';
import { holdTip } from './hold-tip.ts';
import { refuseWithdrawn } from './step.ts';

/** A mail that the tip owes, by the id of its job. */
export type TipMail = { number: number; mail: string };

/**
 * Nobody asks for that mail any more. A second press changes nothing.
 * @throws {Refusal} as `authorizeFor`, when the tip has no such mail, and when it is not stuck any more.
 */
export async function giveUpMail(
  { database, clock }: Context,
  viewer: Viewer,
  { number, mail }: TipMail,
): Promise<void> {
  await database.write(async trx => {
    await holdTip(trx, viewer, 'give up mail', number);
    const stuck = await findStuck(trx, number, mail);
    if (stuck === null) return;
    await dropStuck(trx, clock(), mail);
    await noteEvents(trx, number, ['mail given up'], viewer, clock());
  });
}

/**
 * In place of that mail, one to each address of today's inbox, or of the tip's topic, that has none of this tip. A second press changes nothing.
 * @throws {Refusal} as `giveUpMail`.
 */
export async function sendToInbox(
  { database, clock, settings }: Context,
  viewer: Viewer,
  { number, mail }: TipMail,
): Promise<void> {
  const about = { kind: 'tip mail', subject: number } as const;
  await database.write(async trx => {
    const now = clock();
    await holdTip(trx, viewer, 'send mail to inbox', number);
    const inbox = inboxOf(await findTopicOf(trx, number), settings.newsroom.inbox);
    const stuck = await findStuck(trx, number, mail);
    if (stuck === null) return;
    await refuseWithdrawn(trx, number);
    const owed = (await readJobs(trx, about)).filter(({ state }) => state !== 'dropped');
    const again = owed.filter(job => isStuck(job) && inbox.some(isOf(job)));
    for (const { id } of again) await putBack(trx, now, id);
    if (!inbox.some(isOf(stuck))) await dropStuck(trx, now, mail);
    const recipients = inbox.filter(address => !owed.some(job => isOf(job)(address)));
    await enqueueMore(trx, now, { ...about, recipients });
    await noteEvents(trx, number, ['mail sent to inbox'], viewer, now);
  });
  wakeJobs(database);
}

type TipJob = Awaited<ReturnType<typeof readJobs>>[number];

const isOf = (job: TipJob) => (address: string) => job.recipient?.toLowerCase() === address.toLowerCase();

/** Null: what was asked has been done already. */
async function findStuck(trx: Write, number: number, mail: string): Promise<TipJob | null> {
  const about = { kind: 'tip mail', subject: number } as const;
  await holdJobs(trx, about);
  const job = (await readJobs(trx, about)).find(({ id }) => id === mail);
  if (job === undefined) throw notFound();
  if (job.state === 'dropped') return null;
  if (!isStuck(job)) throw new Refusal({ code: 'stale' });
  return job;
}
