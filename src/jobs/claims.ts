import { expressionBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Database, Query, Write } from '../db/database.ts';
import type { Schema } from '../db/schema/schema.ts';
import { KINDS, type Kind, type Server } from './kinds.ts';

/** A claim is good for this long, in milliseconds, unless it is renewed: a crash delays a job by no more. */
export const LEASE = 60_000;

export type Claim = Pick<
  Selectable<Schema['outbox']>,
  'id' | 'kind' | 'subject' | 'position' | 'recipient' | 'attempts' | 'refused_since' | 'broken_off'
>;

/**
 * How a job in hand ended. `due` says when a failed one is tried again. `put back`: it was not its fault; `attempts`: with
 * so many behind it.
 */
export type Outcome =
  | { is: 'done'; outcome: string | null }
  | { is: 'failed'; reason: string; due: number; refusedSince?: number }
  | { is: 'put back'; reason: string; due: number; attempts: number }
  | { is: 'set aside'; reason: string };

/** Said in the words of the partial index `outbox_unsettled`: SQLite does not use one for a bound value. */
export const unsettled = sql<SqlBool>`state in ('owed', 'set aside')`;

/** Of which kind something may be claimed, and when. */
type Due = { kind: Kind; due: number };

/**
 * What may be claimed first of each kind of which something is owed, the first of all first. Each kind is asked for by itself,
 * so that the index leads past whatever waits of another.
 */
export async function readDue({ query }: Database, kinds: readonly Kind[]): Promise<Due[]> {
  const [first, ...others] = kinds.map(kind =>
    query
      .selectFrom('outbox')
      .select(row => [sql<Kind>`${kind}`.as('kind'), row.fn.min<number | null>('due').as('due')])
      .where(unsettled)
      .where('state', '=', 'owed')
      .where('kind', '=', kind),
  );
  if (first === undefined) return [];
  const rows = await others.reduce((all, other) => all.unionAll(other), first).execute();
  return rows
    .flatMap(({ kind, due }) => (due === null ? [] : [{ kind, due }]))
    .sort((one, other) => one.due - other.due);
}

/** The ids of what may be claimed of a kind. */
export const owedAndDue = (query: Query | Write, kind: Kind, now: number) =>
  query
    .selectFrom('outbox')
    .select('id')
    .where(unsettled)
    .where('state', '=', 'owed')
    .where('kind', '=', kind)
    .where('due', '<=', now);

/** At most so many, and none of these, which whoever claims has in hand: its lease ends at once where the clock leaps ahead. */
type Claiming = { most: number; inHand: readonly string[] };

/**
 * Claims what is due of a kind, in one statement, so that no two processes hold the same row; nothing while its server is in
 * trouble.
 */
export function claimDue(
  database: Database,
  now: number,
  kind: Kind,
  { most, inHand }: Claiming,
): Promise<Claim[]> {
  const { server } = KINDS[kind];
  return database.write(trx => {
    const all = owedAndDue(trx, kind, now).orderBy('due').orderBy('created_at').limit(most);
    const others = inHand.length === 0 ? all : all.where('id', 'not in', inHand);
    const due = server === null ? others : others.where(row => row.not(row.exists(pauseOf(server))));
    return (
      trx
        // A named query with FOR UPDATE runs once; as a plain subquery PostgreSQL may run it again and pass the limit.
        .with('next', () => (database.engine === 'postgres' ? due.forUpdate().skipLocked() : due))
        .updateTable('outbox')
        .set(row => ({ attempts: row('attempts', '+', 1), due: now + LEASE, settled_at: null }))
        .where('id', 'in', row => row.selectFrom('next').select('next.id'))
        .returning([
          'id',
          'kind',
          'subject',
          'position',
          'recipient',
          'attempts',
          'refused_since',
          'broken_off',
        ])
        .execute()
    );
  });
}

const pauseOf = (server: Server) =>
  expressionBuilder<Schema>()
    .selectFrom('pauses')
    .select('pauses.server')
    .where('pauses.server', '=', server)
    .where('pauses.ended_at', 'is', null);

/** Renews the lease of a claim; false when it is ours no longer. */
export async function renewLease(database: Database, claim: Claim, now: number): Promise<boolean> {
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
 * Settles a claim. The count of attempts is the fencing token: whoever comes late, after another one has
 * claimed the row, changes nothing (`lost`). `dropped`: the job was dropped while it was in hand.
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
  const { due, reason } = outcome;
  if (outcome.is === 'put back') return { due, last_error: reason, attempts: outcome.attempts };
  return {
    due,
    last_error: reason,
    ...(outcome.refusedSince !== undefined && { refused_since: outcome.refusedSince }),
  };
}

/**
 * What a clock ahead of its time has put off would wait until that time comes round again: hours, or years where a
 * machine started with a wrong date. Once the clock is right, nothing waits longer than it would have waited without that.
 */
export async function catchUp(database: Database, now: number, kinds: readonly Kind[]): Promise<void> {
  await database.write(async trx => {
    const owed = trx
      .updateTable('outbox')
      .where(unsettled)
      .where('state', '=', 'owed')
      .where('kind', 'in', kinds);
    // In hand, or it was when its process died: whoever lives renews the lease long before it ends.
    await owed
      .set({ due: now + LEASE })
      .where('attempts', '>', 0)
      .where('settled_at', 'is', null)
      .where('due', '>', now + LEASE)
      .execute();
    await owed.set({ due: now }).where('settled_at', '>', now).where('due', '>', now).execute();
    // Never tried, such as a mail that waits for the scan of its files: it waits as long as it was meant to.
    await owed
      .set(row => ({ due: row(row('due', '-', row.ref('created_at')), '+', now), created_at: now }))
      .where('attempts', '=', 0)
      .where('created_at', '>', now)
      .execute();
  });
}
