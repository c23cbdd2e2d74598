import { join } from 'node:path';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Config } from '../config.ts';
import { makeFolder } from '../disk.ts';
import type { Database, Query } from './database.ts';
import { firstDesk } from './migrations/0001-first-desk.ts';
import { uploadsAndInspections } from './migrations/0002-uploads-and-inspections.ts';
import { outboxByKind } from './migrations/0003-outbox-by-kind.ts';
import { whatWasSeenAndWhatIsMissing } from './migrations/0004-what-was-seen-and-what-is-missing.ts';
import { uploadHolds } from './migrations/0005-upload-holds.ts';
import { filesInS3 } from './migrations/0006-files-in-s3.ts';
import { openPostgres } from './postgres.ts';
import { HalfRestored, isMarked } from './restore-mark.ts';
import { openSqlite, SQLITE_FILE } from './sqlite.ts';

export const migrationsFor = (engine: Database['engine']): Record<string, Migration> => ({
  '0001-first-desk': firstDesk(engine),
  '0002-uploads-and-inspections': uploadsAndInspections(),
  '0003-outbox-by-kind': outboxByKind,
  '0004-what-was-seen-and-what-is-missing': whatWasSeenAndWhatIsMissing(),
  '0005-upload-holds': uploadHolds,
  '0006-files-in-s3': filesInS3(),
});

/**
 * Opens the desk's database and brings it forward to this version, one process at a time.
 * @throws {HalfRestored} when the desk is not whole yet.
 */
export async function openDatabase(
  settings: Config['database'],
  dataDir: string,
  onConnectionLost: (error: Error) => void = () => {},
): Promise<Database> {
  if (await isMarked(dataDir)) throw new HalfRestored();
  const database = await connectDatabase(settings, dataDir, onConnectionLost);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** The database as it stands, be it empty. */
export async function connectDatabase(
  settings: Config['database'],
  dataDir: string,
  onConnectionLost: (error: Error) => void = () => {},
): Promise<Database> {
  if (settings.engine === 'postgres') return openPostgres(settings.url, onConnectionLost);
  await makeFolder(dataDir);
  return openSqlite(join(dataDir, SQLITE_FILE));
}

/**
 * In PostgreSQL's words. A table that a backup reads for an hour cannot be changed meanwhile, and whoever waited to do so
 * would have all others wait behind it: the desk that is at work beside would stand still.
 */
const WAITS_FOR_A_TABLE = '2s';

/**
 * Forward only. Kysely locks the migrations on PostgreSQL; on SQLite the immediate transaction around them does.
 * With a transaction as its `query`, all of it belongs to that one.
 * @throws with 55P03 where PostgreSQL does not hand out a table in time, as while a backup reads: then nothing is changed.
 */
export async function migrate(database: Pick<Database, 'engine' | 'query'>, upTo?: string) {
  const all = Object.entries(migrationsFor(database.engine));
  const impatient = all.map(([name, { up }]) => [name, { up: impatiently(up) }] as const);
  const migrations = Object.fromEntries(database.engine === 'postgres' ? impatient : all);
  const provider = { getMigrations: async () => migrations };
  const migrator = new Migrator({ db: database.query, provider });
  const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
  if (error !== undefined) throw error;
}

const impatiently =
  (up: Migration['up']): Migration['up'] =>
  async db => {
    await sql`set local lock_timeout = ${sql.lit(WAITS_FOR_A_TABLE)}`.execute(db);
    await up(db);
  };

/** The last migration that a database with tables has been through. */
export async function lastMigration(query: Query): Promise<string | null> {
  const { rows } = await sql<{
    name: string;
  }>`select name from kysely_migration order by name desc limit 1`.execute(query);
  return rows[0]?.name ?? null;
}
