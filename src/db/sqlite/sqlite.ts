import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { syncFolder } from '../../disk.ts';
import type { Database, NewTip, Write } from '../database.ts';
import { createPubSub } from '../notify.ts';
import type { Schema } from '../schema/schema.ts';
import { createTroubles } from '../troubles.ts';
import { writeSomething } from '../write-something.ts';
import { awayFrom } from './away.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { createInserts, type Inserts } from './insert.ts';
import { createSharedCommit, type Savepoint } from './shared-commit.ts';
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
export async function openSqlite(
  path: string,
  onTrouble: (error: Error) => void = () => {},
): Promise<Database> {
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
  // A first write makes the log's file, which must be there to be flushed, under a name that is itself on disk.
  connection.exec('begin immediate; pragma user_version = 1; commit;');
  await syncFolder(dirname(path));
  const log = await createSharedSync(`${path}-wal`);

  const troubles = createTroubles(onTrouble);
  const told = (error: unknown): never => {
    const away = awayFrom(error);
    if (away !== null) troubles.note(away);
    throw away ?? error;
  };
  const query = new Kysely<Schema>({ dialect: new NodeSqliteDialect(connection) });
  const { publish, subscribe } = createPubSub();
  const commit = createSharedCommit(query, savepointOf(connection), log.sync);
  const write: Database['write'] = work => commit(work).catch(told);
  const inserts = createInserts(connection);
  return {
    engine: 'sqlite',
    query,
    publish,
    subscribe,
    write,
    insertTip: tip => write(trx => insertTip(inserts, trx, tip)),
    check: () => write(writeSomething),
    troubles: troubles.recent,
    // Deleted rows are overwritten (`secure_delete`), but the log still holds their old pages until it is emptied.
    scrub: () => query.connection().execute(async () => emptyLog(connection)),
    rewrite: () => query.connection().execute(async () => rewriteInto(dirname(path), connection)),
    rewriteKeys: async () => true,
    async close() {
      await log.close();
      await query.destroy();
      if (connection.isOpen) connection.close();
    },
  };
}

/** Compiled once: every write has one. */
function savepointOf(connection: DatabaseSync): Savepoint {
  const compiled = (text: string) => {
    const statement = connection.prepare(text);
    return () => void statement.run();
  };
  return {
    begin: compiled('savepoint one'),
    undo: compiled('rollback to one'),
    release: compiled('release one'),
  };
}

async function insertTip(inserts: Inserts, trx: Write, tip: NewTip): Promise<number | null> {
  const number = inserts.tip(tip.row);
  if (number === null) return null;
  await tip.claim?.(trx);
  inserts.rows(tip.others(number));
  return number;
}

/** What is copied on the way lies on the data's own disk, whose room is known, and not in memory. */
function rewriteInto(folder: string, connection: DatabaseSync): boolean {
  if (!emptyLog(connection)) return false;
  connection.exec(
    `pragma temp_store = file; pragma temp_store_directory = '${folder.replaceAll("'", "''")}'`,
  );
  try {
    connection.exec('vacuum');
  } finally {
    connection.exec(`pragma temp_store_directory = ''; pragma temp_store = memory`);
  }
  return emptyLog(connection);
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
