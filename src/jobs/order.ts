import type { Query, Write } from '../db/database.ts';
import { unsettled } from './claims.ts';
import { KINDS, type Kind, type Read } from './kinds.ts';

/** When the first is due of those that were never tried; null where none waits. Milliseconds since 1970, UTC. */
export async function earliestDue(query: Query, kind: Kind): Promise<number | null> {
  const first = await untried(query, kind).select('due').orderBy('due').limit(1).executeTakeFirst();
  return first?.due ?? null;
}

/** Of these subjects, those that wait and were never tried, the first due first. */
export async function readUntried<K extends Kind>(
  trx: Write,
  kind: K,
  subjects: readonly Read[K]['subject'][],
): Promise<{ id: string; due: number }[]> {
  return untried(trx, kind)
    .select(['id', 'due'])
    .where('subject', 'in', subjects.map(KINDS[kind].write))
    .orderBy('due')
    .execute();
}

/** Each of them by so many milliseconds, so that their order stays. */
export async function moveDue(trx: Write, ids: readonly string[], by: number): Promise<void> {
  await trx
    .updateTable('outbox')
    .set(row => ({ due: row('due', '+', by) }))
    .where('id', 'in', ids)
    .where('state', '=', 'owed')
    .where('attempts', '=', 0)
    .execute();
}

const untried = (query: Query, kind: Kind) =>
  query
    .selectFrom('outbox')
    .where(unsettled)
    .where('state', '=', 'owed')
    .where('kind', '=', kind)
    .where('attempts', '=', 0);
