import type { ExpressionBuilder } from 'kysely';
import type { Database, Query, Write } from '../db/database.ts';
import type { Schema } from '../db/schema/schema.ts';
import { unsettled } from './claims.ts';
import { type About, rowOf } from './enqueue.ts';
import { KINDS, type Kind } from './kinds.ts';
import { expediteProbes, readPause } from './pauses.ts';

/** How jobs are doing; times in milliseconds since 1970, UTC. */
export type Health = {
  /** Rows that have failed at least once, or are overdue by more than a minute; all that is owed while a server is in trouble. */
  waiting: number;
  /** Since when the oldest of these is owed. */
  since: number | null;
  /** A short code, of the newest failure among those that wait or are set aside. */
  lastError: string | null;
  /** Rows that are not tried again until a person says so. */
  setAside: number;
  /** Since when a server that they need is in trouble. */
  pausedSince?: number;
};

const OVERDUE = 60_000;

export async function readHealth({ query }: Database, kinds: readonly Kind[], now: number): Promise<Health> {
  const [paused, counts] = await Promise.all([readPauseOf(query, kinds), countUnsettled(query, kinds, now)]);
  const { owed, failing, setAside } = counts;
  // Asked with each page: where all is well, nothing more is.
  const newest = failing + setAside === 0 ? undefined : await readNewestFailure(query, kinds);
  return {
    waiting: paused ? owed : failing,
    since: paused ? counts.owedSince : counts.failingSince,
    lastError: paused?.reason ?? newest?.last_error ?? null,
    setAside,
    ...(paused !== undefined && { pausedSince: paused.since }),
  };
}

async function readPauseOf(query: Query, kinds: readonly Kind[]) {
  const servers = new Set(kinds.flatMap(kind => KINDS[kind].server ?? []));
  const found = await Promise.all([...servers].map(server => readPause(query, server)));
  return found.find(pause => pause !== undefined);
}

const countUnsettled = (query: Query, kinds: readonly Kind[], now: number) =>
  query
    .selectFrom('outbox')
    .select(row => {
      const owed = row('state', '=', 'owed');
      const failing = row.and([owed, isLate(row, now)]);
      const since = row.fn.min<number | null>('created_at');
      return [
        row.fn.countAll<number>().filterWhere(owed).as('owed'),
        since.filterWhere(owed).as('owedSince'),
        row.fn.countAll<number>().filterWhere(failing).as('failing'),
        since.filterWhere(failing).as('failingSince'),
        row.fn.countAll<number>().filterWhere('state', '=', 'set aside').as('setAside'),
      ];
    })
    .where(unsettled)
    .where('kind', 'in', kinds)
    .executeTakeFirstOrThrow();

/** Those of these kinds of which something has failed, is late or is set aside. They need no server that may be in trouble. */
export async function readStuck<Name extends Kind>(
  { query }: Database,
  kinds: readonly Name[],
  now: number,
): Promise<Name[]> {
  const rows = await query
    .selectFrom('outbox')
    .select('kind')
    .distinct()
    .where(unsettled)
    .where('kind', 'in', kinds)
    .where(row => row.or([row('state', '=', 'set aside'), isLate(row, now)]))
    .execute();
  return kinds.filter(name => rows.some(({ kind }) => kind === name));
}

const isLate = (row: ExpressionBuilder<Schema, 'outbox'>, now: number) =>
  row.or([row('last_error', 'is not', null), row('due', '<', now - OVERDUE)]);

const readNewestFailure = (query: Query, kinds: readonly Kind[]) =>
  query
    .selectFrom('outbox')
    .select('last_error')
    .where(unsettled)
    .where('kind', 'in', kinds)
    .where('last_error', 'is not', null)
    // Null while in hand, and engines differ in where they sort null.
    .orderBy(failedAt, 'desc')
    .limit(1)
    .executeTakeFirst();

/** What the jobs that are set aside are about, the newest failure first, `most` of them; and why the newest is. */
export async function readSetAside({ query }: Database, kind: Kind, most: number) {
  const setAside = query
    .selectFrom('outbox')
    .where(unsettled)
    .where('kind', '=', kind)
    .where('state', '=', 'set aside');
  const [about, newest] = await Promise.all([
    setAside
      .select(row => ['subject', row.fn.max(failedAt(row)).as('at')])
      .groupBy('subject')
      .orderBy('at', 'desc')
      .limit(most)
      .execute(),
    setAside
      .select(row => ['last_error', failedAt(row).as('at')])
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ]);
  return { subjects: about.map(({ subject }) => subject), newest: newest ?? null };
}

const failedAt = (row: ExpressionBuilder<Schema, 'outbox'>) => row.fn.coalesce('settled_at', 'created_at');

/**
 * Makes all due now that has failed or is set aside, and says how many rows these are. A row in hand has no
 * `settled_at` and is left alone, or it would be done twice. A server in trouble is asked at once.
 */
export async function makeAllDue(database: Database, now: number): Promise<number> {
  const changed = await database.write(async trx => {
    await expediteProbes(trx, now);
    return trx
      .updateTable('outbox')
      .set({ state: 'owed', due: now, refused_since: null })
      .where(unsettled)
      .where('settled_at', 'is not', null)
      .executeTakeFirst();
  });
  return Number(changed.numUpdatedRows);
}

/** What is owed of one kind; `since`: milliseconds since 1970, UTC, of the oldest. */
type Depth = { kind: string; state: string; count: number; since: number };

/** All that is owed or set aside, for each kind, those that this version does not know too. */
export function readDepth({ query }: Database): Promise<Depth[]> {
  return query
    .selectFrom('outbox')
    .select(row => [
      'kind',
      'state',
      row.fn.countAll<number>().as('count'),
      row.fn.min<number>('created_at').as('since'),
    ])
    .where(unsettled)
    .groupBy(['kind', 'state'])
    .execute();
}

/** Of the kinds that are none of these, those of which something is owed, and how much. */
export function readLeftOwed(
  { query }: Database,
  handled: readonly Kind[],
): Promise<{ kind: string; count: number }[]> {
  return query
    .selectFrom('outbox')
    .select(row => ['kind', row.fn.countAll<number>().as('count')])
    .where(unsettled)
    .where('state', '=', 'owed')
    .where('kind', 'not in', handled)
    .groupBy('kind')
    .execute();
}

/** The rows of the jobs about this, those that are settled too, in their order. */
export function readJobs<K extends Kind>(query: Query | Write, about: About<K>) {
  const { kind, subject } = rowOf(about);
  return query
    .selectFrom('outbox')
    .selectAll()
    .where('subject', '=', subject)
    .where('kind', '=', kind)
    .orderBy('position')
    .execute();
}
