import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { notFound, Refusal } from '../../errors.ts';
import {
  type About,
  dropStuck,
  enqueueMore,
  holdJobs,
  putBack,
  rowOf,
  wakeJobs,
} from '../../jobs/enqueue.ts';
import { readJobs } from '../../jobs/status.ts';
import { isStuck } from '../../jobs/stuck.ts';
import type { Viewer } from '../../staff/access.ts';
import { noteEvents } from '../history/events.ts';
import { findTopicOf, inboxOf } from '../topics/topic.ts';
import { holdTip } from './hold-tip.ts';
import { refuseWithdrawn } from './step.ts';

/** A mail that the tip owes, or one of its answers does, by the id of its job. */
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
    const about = (await answerOf(trx, number, mail)) ?? tipMailOf(number);
    const stuck = await findStuck(trx, about, mail);
    if (stuck === null) return;
    await dropStuck(trx, clock(), mail);
    await noteEvents(trx, number, ['mail given up'], viewer, clock());
  });
}

/**
 * In place of that mail of the tip's own, one to each address of today's inbox, or of the tip's topic, that has none of this tip. A second press changes nothing.
 * @throws {Refusal} as `giveUpMail`.
 */
export async function sendToInbox(
  { database, clock, settings }: Context,
  viewer: Viewer,
  { number, mail }: TipMail,
): Promise<void> {
  const about = tipMailOf(number);
  await database.write(async trx => {
    const now = clock();
    await holdTip(trx, viewer, 'send mail to inbox', number);
    const inbox = inboxOf(await findTopicOf(trx, number), settings.newsroom.inbox);
    const stuck = await findStuck(trx, about, mail);
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

type MailAbout = About<'tip mail'> | About<'answer mail'>;

const tipMailOf = (number: number): About<'tip mail'> => ({ kind: 'tip mail', subject: number });

/** The answer that this mail brings to the tip's reader; null: it is another. */
async function answerOf(trx: Write, number: number, mail: string): Promise<About<'answer mail'> | null> {
  const job = await trx
    .selectFrom('outbox')
    .select('subject')
    .where('id', '=', mail)
    .where('kind', '=', 'answer mail')
    .executeTakeFirst();
  if (job === undefined) return null;
  const answers = await trx
    .selectFrom('events')
    .select('id')
    .where('tip', '=', number)
    .where('kind', '=', 'answered')
    .execute();
  const about = answers.map(({ id }) => ({ kind: 'answer mail', subject: id }) as const);
  return about.find(one => rowOf(one).subject === job.subject) ?? null;
}

/** Null: what was asked has been done already. */
async function findStuck(trx: Write, about: MailAbout, mail: string): Promise<TipJob | null> {
  await holdJobs(trx, about);
  const job = (await readJobs(trx, about)).find(({ id }) => id === mail);
  if (job === undefined) throw notFound();
  if (job.state === 'dropped') return null;
  if (!isStuck(job)) throw new Refusal({ code: 'stale' });
  return job;
}
