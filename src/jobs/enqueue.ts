import type { Insertable } from 'kysely';
import { randomId } from '../crypto/ids.ts';
import type { Database, Write } from '../db/database.ts';
import type { Schema } from '../db/schema/schema.ts';
import { unsettled } from './claims.ts';
import { type Delivery, KINDS, type Kind, type Read } from './kinds.ts';

/** Jobs by what they are about. */
export type About<K extends Kind> = { kind: K; subject: Read[K]['subject'] };

/** A delivery is a row for each recipient. */
type Recipients = {
  [K in Kind]: Read[K] extends Delivery<unknown> ? { recipients: readonly string[] } : { recipients?: never };
};

/** `due`: milliseconds since 1970, UTC; left out: now. */
export type NewJob<K extends Kind> = About<K> & Recipients[K] & { due?: number };

/** Topic to all processes: something was enqueued. The word is also that of older versions that run beside this one. */
export const ENQUEUED = 'owed';

/** After a transaction that has enqueued something: nobody waits for the next round. */
export const wakeJobs = (database: Pick<Database, 'publish'>): void => database.publish(ENQUEUED);

/** Enqueues a job in the same transaction as what it is for: both are kept, or neither is. */
export async function enqueue<K extends Kind>(trx: Write, now: number, job: NewJob<K>): Promise<void> {
  await insertJobs(trx, now, job, 0);
}

/** As `enqueue`, beside those that are there of the same kind and subject. */
export async function enqueueMore<K extends Kind>(trx: Write, now: number, job: NewJob<K>): Promise<void> {
  const { kind, subject } = rowOf(job);
  const { last } = await trx
    .selectFrom('outbox')
    .select(({ fn }) => fn.max<number | null>('position').as('last'))
    .where('subject', '=', subject)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  await insertJobs(trx, now, job, last ?? 0);
}

async function insertJobs<K extends Kind>(trx: Write, now: number, job: NewJob<K>, after: number) {
  const rows = jobRows(now, job, after);
  if (rows.length > 0) await trx.insertInto('outbox').values(rows).execute();
}

/** The rows of a new job, for whoever inserts them together with what it is for. `after`: the last position that is taken. */
export function jobRows<K extends Kind>(
  now: number,
  job: NewJob<K>,
  after = 0,
): Insertable<Schema['outbox']>[] {
  const recipients: readonly (string | null)[] = job.recipients ?? [null];
  return recipients.map((recipient, index) => ({
    ...rowOf(job),
    id: randomId(),
    position: after + index + 1,
    recipient,
    state: 'owed' as const,
    attempts: 0,
    due: job.due ?? now,
    created_at: now,
    settled_at: null,
    last_error: null,
  }));
}

/** As it stands in the rows. */
export const rowOf = <K extends Kind>({ kind, subject }: About<K>): { kind: string; subject: string } => ({
  kind,
  subject: KINDS[kind].write(subject),
});

/** What is due later than `due`, and was never tried, is due then: now, unless it is said. */
export async function expedite<K extends Kind>(
  trx: Write,
  now: number,
  jobs: About<K>,
  due = now,
): Promise<void> {
  const { kind, subject } = rowOf(jobs);
  await trx
    .updateTable('outbox')
    .set({ due })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('state', '=', 'owed')
    .where('attempts', '=', 0)
    .where('due', '>', due)
    .execute();
}

/**
 * Nothing is owed any more for this subject. What is set aside is dropped too, or trying all again would bring
 * it back. A job in hand is undone when it settles.
 */
export async function drop<K extends Kind>(trx: Write, now: number, jobs: About<K>): Promise<void> {
  const { kind, subject } = rowOf(jobs);
  await trx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: now })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('state', 'in', ['owed', 'set aside'])
    .execute();
}

/** Whether one of these was never tried. None of them is claimed until the transaction ends. */
export async function isUntried<K extends Kind>(trx: Write, jobs: About<K>): Promise<boolean> {
  const { kind, subject } = rowOf(jobs);
  const held = await trx
    .updateTable('outbox')
    .set(({ ref }) => ({ position: ref('position') }))
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('state', '=', 'owed')
    .where('attempts', '=', 0)
    .returning('id')
    .execute();
  return held.length > 0;
}

/** To whom these are or were owed, and not dropped. None of them is claimed or settled until the transaction ends. */
export async function recipientsOf<K extends Kind>(trx: Write, jobs: About<K>): Promise<(string | null)[]> {
  await holdJobs(trx, jobs);
  const { kind, subject } = rowOf(jobs);
  const rows = trx.selectFrom('outbox').select('recipient').where('kind', '=', kind);
  const owed = rows.where('subject', '=', subject).where('state', '<>', 'dropped');
  return (await owed.execute()).map(({ recipient }) => recipient);
}

/** What is in hand for one of those to whom these are owed is not done, whatever comes of it. */
export async function dropFor<K extends Kind>(
  trx: Write,
  now: number,
  { recipient, ...jobs }: About<K> & { recipient: string },
): Promise<void> {
  const { kind, subject } = rowOf(jobs);
  await trx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: now })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('recipient', '=', recipient)
    .where('state', '=', 'owed')
    .execute();
}

/** Nobody claims or settles these until the transaction ends: their rows are changed, if only to themselves. */
export async function holdJobs<K extends Kind>(trx: Write, jobs: About<K>): Promise<void> {
  const { kind, subject } = rowOf(jobs);
  await trx
    .updateTable('outbox')
    .set(({ ref }) => ({ position: ref('position') }))
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .execute();
}

/** One that is stuck (`isStuck`), and held, is never tried again. */
export async function dropStuck(trx: Write, now: number, id: string): Promise<void> {
  await trx.updateTable('outbox').set({ state: 'dropped', settled_at: now }).where('id', '=', id).execute();
}

/** One that is stuck, and held, is tried again at once. */
export async function putBack(trx: Write, now: number, id: string): Promise<void> {
  const owed = { state: 'owed', due: now, refused_since: null } as const;
  await trx.updateTable('outbox').set(owed).where('id', '=', id).execute();
}

/** Nothing of this kind is owed any more, for any subject. */
export async function dropAll(trx: Write, now: number, kind: Kind): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: now })
    .where('kind', '=', kind)
    .where(unsettled)
    .execute();
}
