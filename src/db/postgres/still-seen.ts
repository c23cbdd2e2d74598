import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** Milliseconds for which those who may still see it are waited for. */
export type Patience = { patience: number };
/** `catalogs`: of the tables in which PostgreSQL keeps what it knows of others; somebody may see more of these. */
type Of = 'tables' | 'catalogs';

const LOOK_EVERY = 25;

/**
 * Whether somebody may still see what was deleted before now: no vacuum takes that away, and a rewritten table keeps it. By the
 * numbers of transactions, which are told to every role; since when others are at work is not.
 */
export async function isStillSeen(query: Query, { patience }: Patience, of: Of = 'tables'): Promise<boolean> {
  const { rows } = await sql<{ next: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(query);
  const next = rows[0]?.next ?? '';
  const until = performance.now() + patience;
  while (await isSeenFromBefore(query, next, of)) {
    if (performance.now() >= until) return true;
    await delay(LOOK_EVERY);
  }
  return false;
}

/**
 * Whoever writes, in any database and prepared ones too, holds back each new snapshot, and so the one that the rewriting itself
 * has. Whoever reads holds back their database alone, a replica's feedback all. A vacuum holds back nobody.
 */
async function isSeenFromBefore(query: Query, next: string, of: Of): Promise<boolean> {
  const isOlder = (xmin: string) => sql`age(${sql.ref(xmin)}) > age(${next}::xid8::xid)`;
  const { rows } = await sql`
    select 1 where pg_snapshot_xmin(pg_current_snapshot()) < ${next}::xid8
    union all
    select 1 from pg_stat_activity
    where (datname = current_database() or datname is null) and ${isOlder('backend_xmin')}
      and pid <> pg_backend_pid() and pid not in (select pid from pg_stat_progress_vacuum)
    union all
    select 1 from pg_replication_slots
    where ${isOlder('xmin')} ${of === 'catalogs' ? sql`or ${isOlder('catalog_xmin')}` : sql``}
    limit 1`.execute(query);
  return rows.length > 0;
}
