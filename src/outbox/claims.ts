import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';

/** A claim is good for this long, in milliseconds, unless it is renewed: a crash delays a job by no more. */
export const LEASE = 60_000;

export type Claim = Pick<
  Selectable<Schema['outbox']>,
  'id' | 'kind' | 'subject' | 'position' | 'recipient' | 'attempts'
>;

/** How a job in hand ended. `due` says when a failed one is tried again. */
export type Outcome =
  | { is: 'done'; outcome: string | null }
  | { is: 'failed'; reason: string; due: number }
  | { is: 'set aside'; reason: string };

/** Said in the words of the partial index `outbox_unsettled`: SQLite does not use one for a bound value. */
export const unsettled = sql<SqlBool>`state in ('owed', 'set aside')`;

/**
 * The kind of which something may be claimed next, and when; null when none of these is owed. Each kind is asked for by
 * itself, so that the index leads past whatever waits of another.
 */
export async function nextDue(
  { query }: Database,
  kinds: readonly string[],
): Promise<{ kind: string; due: number } | null> {
  const [first, ...others] = kinds.map(kind =>
    query
      .selectFrom('outbox')
      .select(row => [sql<string>`${kind}`.as('kind'), row.fn.min<number | null>('due').as('due')])
      .where(unsettled)
      .where('state', '=', 'owed')
      .where('kind', '=', kind),
  );
  if (first === undefined) return null;
  const firsts = await others.reduce((all, other) => all.unionAll(other), first).execute();
  return firsts.reduce<{ kind: string; due: number } | null>(
    (next, { kind, due }) => (due !== null && (next === null || due < next.due) ? { kind, due } : next),
    null,
  );
}

/** Claims what is due of a kind, in one statement, so that no two processes hold the same row. */
export function claimRipe(database: Database, now: number, kind: string, most: number): Promise<Claim[]> {
  return database.write(trx => {
    const ripe = trx
      .selectFrom('outbox')
      .select('id')
      .where(unsettled)
      .where('state', '=', 'owed')
      .where('kind', '=', kind)
      .where('due', '<=', now)
      .orderBy('due')
      .limit(most);
    return (
      trx
        // A named query with FOR UPDATE runs once; as a plain subquery PostgreSQL may run it again and pass the limit.
        .with('ripe', () => (database.engine === 'postgres' ? ripe.forUpdate().skipLocked() : ripe))
        .updateTable('outbox')
        .set(row => ({ attempts: row('attempts', '+', 1), due: now + LEASE, settled_at: null }))
        .where('id', 'in', row => row.selectFrom('ripe').select('ripe.id'))
        .returning(['id', 'kind', 'subject', 'position', 'recipient', 'attempts'])
        .execute()
    );
  });
}

/** Holds on to a claim for another lease; false when it is ours no longer. */
export async function renewClaim(database: Database, claim: Claim, now: number): Promise<boolean> {
  const renewed = await database.write(trx =>
    trx
      .updateTable('outbox')
      .set({ due: now + LEASE })
      .where('id', '=', claim.id)
      .where('attempts', '=', claim.attempts)
      .where('state', '=', 'owed')
      // A renewal that comes after the settling must not move when a failed job is tried again.
      .where('settled_at', 'is', null)
      .executeTakeFirst(),
  );
  return renewed.numUpdatedRows > 0n;
}

/**
 * Settles a claim. The count of attempts is the fencing token: a hand that comes late, after another one has
 * claimed the row, changes nothing (`lost`). `dropped`: the debt was dropped while it was in hand.
 */
export function settleClaim(
  database: Database,
  claim: Claim,
  now: number,
  outcome: Outcome,
): Promise<'settled' | 'dropped' | 'lost'> {
  return database.write(async trx => {
    const settled = await trx
      .updateTable('outbox')
      .set({ ...changesOf(outcome), settled_at: now })
      .where('id', '=', claim.id)
      .where('attempts', '=', claim.attempts)
      .where('state', '=', 'owed')
      .executeTakeFirst();
    if (settled.numUpdatedRows > 0n) return 'settled';
    const row = await trx.selectFrom('outbox').select('state').where('id', '=', claim.id).executeTakeFirst();
    return row?.state === 'dropped' ? 'dropped' : 'lost';
  });
}

function changesOf(outcome: Outcome) {
  if (outcome.is === 'done') return { state: 'done' as const, last_error: null, outcome: outcome.outcome };
  if (outcome.is === 'set aside') return { state: 'set aside' as const, last_error: outcome.reason };
  return { due: outcome.due, last_error: outcome.reason };
}
