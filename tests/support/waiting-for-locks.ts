import { sql } from 'kysely';
import type { Database } from '../../src/db/database.ts';

/** How many connections to this database wait for another; PostgreSQL alone knows. */
export async function waitingForLocks({ query }: Database): Promise<number> {
  const { rows } = await sql`select 1 from pg_locks l join pg_stat_activity a using (pid)
    where not l.granted and a.datname = current_database()`.execute(query);
  return rows.length;
}
