import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { tooBusy } from '../errors.ts';
import type { Database, Query } from './database.ts';
import { createPostgresNews } from './postgres-news.ts';
import type { Schema } from './schema.ts';

const CONNECTIONS = 10;

/** Numbers and times of ours all fit a double's 53 bits, so `bigint` comes back as a number, as on SQLite. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
};

/** PostgreSQL; a commit is durable when it answers (`synchronous_commit` is on unless its keeper turned it off). */
export function openPostgres(url: string, onConnectionLost: (error: Error) => void): Database {
  const query = connectPostgres(url, onConnectionLost);
  const { tell, hear, close: closeNews } = createPostgresNews(url, onConnectionLost);
  return {
    engine: 'postgres',
    query,
    tell,
    hear,
    write: work => query.transaction().execute(work),
    async scrub() {
      const isRead = await isReadSinceLong(query);
      await sql`vacuum tips, messages, contacts, files, notes, uploads, s3_incoming, s3_parts, inspections, scans`.execute(
        query,
      );
      return !isRead;
    },
    async close() {
      await closeNews();
      await query.destroy();
    },
  };
}

/** A pool of connections that gives numbers as SQLite does. */
export function connectPostgres(url: string, onConnectionLost: (error: Error) => void): Query {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    // A backup's connection says nothing while a large file goes by, which a firewall may take for its end.
    keepAlive: true,
    types,
  });
  // An idle connection that breaks is replaced at the next query; unheard, it would end the process.
  pool.on('error', onConnectionLost);
  // The pool hears an idle client only; one that is lost at work tells its query, and this.
  pool.on('connect', client => client.on('error', onConnectionLost));
  const connections = {
    options: pool.options,
    connect: () => pool.connect().catch(asBusy),
    end: () => pool.end(),
  };
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: connections }) });
}

/** A transaction of more than a second, such as a backup's: what it may still see, a vacuum leaves where it is. */
async function isReadSinceLong(query: Query): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
      and backend_xmin is not null and xact_start < now() - interval '1 second'`.execute(query);
  return rows.length > 0;
}

/** All connections were in use for as long as one is waited for. The pool gives it no code. */
function asBusy(error: unknown): never {
  throw error instanceof Error && error.message === 'timeout exceeded when trying to connect'
    ? tooBusy()
    : error;
}
