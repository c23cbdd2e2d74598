import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { syncFolder } from '../disk.ts';
import type { Database } from './database.ts';
import { createNews } from './news.ts';
import { NodeSqliteDialect } from './node-sqlite.ts';
import type { Schema } from './schema.ts';
import { createSharedCommit } from './shared-commit.ts';
import { createSharedSync } from './shared-sync.ts';

/** The name of the database's file in the data folder. */
export const SQLITE_FILE = 'jebo.db';

/** So long is waited for another process that writes, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Pages of the log, of 4 kB, that are taken over into the database at once. That blocks everything while the disk sorts
 * them in, and ten times as many take hardly longer: at SQLite's own 1,000 it is half of all the time that keeping takes.
 */
const CHECKPOINT_EVERY = 10_000;

/**
 * SQLite in one file with a write-ahead log. `synchronous = NORMAL` leaves a commit in the system's cache;
 * `write` answers only after one flush of the log that all waiting commits share.
 */
export async function openSqlite(path: string): Promise<Database> {
  const connection = new DatabaseSync(path, { timeout: PATIENCE });
  connection.exec(`
    pragma journal_mode = wal;
    pragma synchronous = normal;
    pragma foreign_keys = on;
    pragma secure_delete = on;
    pragma temp_store = memory;
    pragma cache_size = -32000;
    pragma wal_autocheckpoint = ${CHECKPOINT_EVERY};
  `);
  // SQLite's own `lower` knows ASCII alone; PostgreSQL's knows every letter.
  connection.function('lower', { deterministic: true }, text =>
    typeof text === 'string' ? text.toLowerCase() : text,
  );
  // A first write makes the log's file, which must be there to be flushed, under a name that is itself on disk.
  connection.exec('begin immediate; pragma user_version = 1; commit;');
  await syncFolder(dirname(path));
  const log = await createSharedSync(`${path}-wal`);

  const query = new Kysely<Schema>({ dialect: new NodeSqliteDialect(connection) });
  const { tell, hear } = createNews();
  return {
    engine: 'sqlite',
    query,
    tell,
    hear,
    write: createSharedCommit(query, statement => connection.exec(statement), log.sync),
    // Deleted rows are overwritten (`secure_delete`), but the log still holds their old pages until it is emptied.
    scrub: () => query.connection().execute(async () => emptyLog(connection)),
    async close() {
      await log.close();
      await query.destroy();
      if (connection.isOpen) connection.close();
    },
  };
}

/** False when a reader holds on to older pages. It is not waited for: the whole desk would wait with us. */
function emptyLog(connection: DatabaseSync): boolean {
  connection.exec('pragma busy_timeout = 0');
  try {
    return connection.prepare('pragma wal_checkpoint(truncate)').get()?.['busy'] === 0;
  } finally {
    connection.exec(`pragma busy_timeout = ${PATIENCE}`);
  }
}
