import type { Write } from '../db/database.ts';
import { unsettled } from './claims.ts';
import { rowOf } from './enqueue.ts';
import type { Job } from './job.ts';
import type { Delivery, Kind, Read } from './kinds.ts';

/** Kinds that go to recipients. */
type DeliveryKind = { [K in Kind]: Read[K] extends Delivery<unknown> ? K : never }[Kind];

/** The job in hand broke off because of what it carries. A claim that is ours no longer notes nothing. */
export async function noteBrokenOff<K extends DeliveryKind>(trx: Write, job: Job<K>): Promise<void> {
  const { kind, subject } = rowOf(job);
  await trx
    .updateTable('outbox')
    .set(row => ({ broken_off: row('broken_off', '+', 1) }))
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('position', '=', job.position)
    .where('attempts', '=', job.attempts)
    .execute();
}

/** It was not what they carry. */
export async function forgetBrokenOff(trx: Write, kind: Kind): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ broken_off: 0 })
    .where(unsettled)
    .where('kind', '=', kind)
    .where('broken_off', '>', 0)
    .execute();
}
