import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, Query } from './database.ts';

/** Milliseconds for which those who are at work are waited for, and between two looks. */
const PATIENCE = 1_000;
const LOOK_EVERY = 25;

/**
 * An id up to which no event will come any more that cannot be seen now; null where somebody is at work for longer, as while a
 * backup reads. On SQLite, where one writes at a time, ids come in the order of the commits. On PostgreSQL an event is given its id
 * before it is committed, so a lower one may come to be seen after a higher one.
 */
export async function settledEvent(
  { engine, query }: Pick<Database, 'engine' | 'query'>,
  { patience = PATIENCE }: { patience?: number } = {},
): Promise<number | null> {
  const { highest } = await query
    .selectFrom('events')
    .select(({ fn }) => fn.max<number | null>('id').as('highest'))
    .executeTakeFirstOrThrow();
  if (engine === 'sqlite' || highest === null) return highest ?? 0;
  // A number of our own: whoever was given a lower id than the highest looks at a state from before it, until they have ended.
  const { rows } = await sql<{ own: string }>`select pg_current_xact_id()::text as own`.execute(query);
  const own = rows[0]?.own ?? '';
  const until = performance.now() + patience;
  while (await isAnyoneFromBefore(query, own)) {
    if (performance.now() >= until) return null;
    await delay(LOOK_EVERY);
  }
  return highest;
}

/** Whoever writes has a number, and whoever is about to write and has none yet looks at a state: both are told to every role. */
async function isAnyoneFromBefore(query: Query, own: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 where pg_snapshot_xmin(pg_current_snapshot()) <= ${own}::xid8
    union all
    select 1 from pg_stat_activity
    where datname = current_database() and age(backend_xmin) >= age(${own}::xid8::xid)
      and pid <> pg_backend_pid() and pid not in (select pid from pg_stat_progress_vacuum)
    limit 1`.execute(query);
  return rows.length > 0;
}
