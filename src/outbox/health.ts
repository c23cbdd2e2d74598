import type { Database } from '../db/database.ts';
import { unsettled } from './claims.ts';

/** How the outbox is doing; times in milliseconds since 1970, UTC. */
export type Health = {
  /** Rows that have failed at least once, or are overdue by more than a minute. */
  waiting: number;
  /** Since when the oldest of these is owed. */
  since: number | null;
  /** A short code, of the newest failure among those that wait or are set aside. */
  lastError: string | null;
  /** Rows that are not tried again until a person says so. */
  setAside: number;
};

const OVERDUE = 60_000;

export async function readHealth(
  { query }: Database,
  kinds: readonly string[],
  now: number,
): Promise<Health> {
  const waiting = await query
    .selectFrom('outbox')
    .select(row => [
      row.fn.countAll<number>().as('count'),
      row.fn.min<number | null>('created_at').as('since'),
    ])
    .where(unsettled)
    .where('kind', 'in', kinds)
    .where('state', '=', 'owed')
    .where(row => row.or([row('last_error', 'is not', null), row('due', '<', now - OVERDUE)]))
    .executeTakeFirst();
  const setAside = await query
    .selectFrom('outbox')
    .select(row => row.fn.countAll<number>().as('count'))
    .where(unsettled)
    .where('kind', 'in', kinds)
    .where('state', '=', 'set aside')
    .executeTakeFirst();
  const newest = await query
    .selectFrom('outbox')
    .select('last_error')
    .where(unsettled)
    .where('kind', 'in', kinds)
    .where('last_error', 'is not', null)
    // Null while in hand, and engines differ in where they sort null.
    .orderBy(row => row.fn.coalesce('settled_at', 'created_at'), 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    waiting: waiting?.count ?? 0,
    since: waiting?.since ?? null,
    lastError: newest?.last_error ?? null,
    setAside: setAside?.count ?? 0,
  };
}

/**
 * Makes all due now that has failed or is set aside, and says how many rows these are. A row in hand has no
 * `settled_at` and is left alone, or it would be done twice.
 */
export async function makeAllDue(database: Database, now: number): Promise<number> {
  const changed = await database.write(trx =>
    trx
      .updateTable('outbox')
      .set({ state: 'owed', due: now })
      .where(unsettled)
      .where('settled_at', 'is not', null)
      .executeTakeFirst(),
  );
  return Number(changed.numUpdatedRows);
}
