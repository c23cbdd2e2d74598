import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import type { Config } from '../config/config.ts';
import { isThere } from '../disk.ts';
import { type Tables, tablesIn } from './catalog.ts';
import type { Database, Query } from './database.ts';
import { connectPostgres } from './postgres/postgres.ts';
import type { Schema } from './schema/schema.ts';
import { NodeSqliteDialect } from './sqlite/dialect.ts';
import { SQLITE_FILE } from './sqlite/sqlite.ts';

/** One moment of the database, while the desk goes on writing. */
export type Snapshot = {
  engine: Database['engine'];
  tables: Tables;
  /** Reads what stood there at that moment. */
  asItWas: Query;
  /** Reads what is there now. */
  asItIs: Query;
  close(): Promise<void>;
};

/**
 * Takes the moment; null where there is no database yet. It is a read-only transaction: on PostgreSQL one that is
 * repeatable, on SQLite one on the write-ahead log, which sees nothing that is written after it began
 * (https://sqlite.org/isolation.html). No writer waits for it; until it is closed, SQLite's log only grows.
 */
export async function openSnapshot(settings: Config['database'], dataDir: string): Promise<Snapshot | null> {
  const readers =
    settings.engine === 'postgres'
      ? openPostgresReaders(settings.url)
      : await openSqliteReaders(join(dataDir, SQLITE_FILE));
  if (readers === null) return null;
  const close = () => Promise.all(readers.all.map(reader => reader.destroy())).then(() => {});
  try {
    const asItWas = await readers.moment
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute();
    // Its operator may have it end what stands still, as this does while a large file goes by.
    if (settings.engine === 'postgres')
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(asItWas);
    // The first reading fixes the moment.
    const tables = await tablesIn(asItWas);
    return {
      engine: settings.engine,
      tables,
      asItWas,
      asItIs: readers.now,
      close: () => asItWas.rollback().execute().finally(close),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Readers = { moment: Query; now: Query; all: Query[] };

function openPostgresReaders(url: string): Readers {
  // A connection that is lost at work fails its query.
  const pool = connectPostgres(url, () => {});
  return { moment: pool, now: pool, all: [pool] };
}

/** Null where the file is missing: opened, it would be made. */
async function openSqliteReaders(path: string): Promise<Readers | null> {
  if (!(await isThere(path))) return null;
  const [moment, now] = [openSqliteReader(path), openSqliteReader(path)];
  return { moment, now, all: [moment, now] };
}

/** Not opened as read-only: the last one to close then could not put away the log that a crash has left. */
function openSqliteReader(path: string): Query {
  const connection = new DatabaseSync(path, { timeout: 5_000 });
  connection.exec('pragma query_only = on; pragma temp_store = memory;');
  return new Kysely<Schema>({ dialect: new NodeSqliteDialect(connection, 'begin deferred') });
}
