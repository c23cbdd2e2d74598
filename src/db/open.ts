import { join } from 'node:path';
import { type Migration, Migrator } from 'kysely/migration';
import type { Config } from '../config.ts';
import { makeFolder } from '../disk.ts';
import type { Database } from './database.ts';
import { firstDesk } from './migrations/0001-first-desk.ts';
import { uploadsAndInspections } from './migrations/0002-uploads-and-inspections.ts';
import { outboxByKind } from './migrations/0003-outbox-by-kind.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

export const migrationsFor = (engine: Database['engine']): Record<string, Migration> => ({
  '0001-first-desk': firstDesk(engine),
  '0002-uploads-and-inspections': uploadsAndInspections(),
  '0003-outbox-by-kind': outboxByKind,
});

/** Opens the desk's database and brings it forward to this version, one process at a time. */
export async function openDatabase(
  settings: Config['database'],
  dataDir: string,
  onConnectionLost: (error: Error) => void = () => {},
): Promise<Database> {
  const database = await connect(settings, dataDir, onConnectionLost);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function connect(
  settings: Config['database'],
  dataDir: string,
  onConnectionLost: (error: Error) => void,
) {
  if (settings.engine === 'postgres') return openPostgres(settings.url, onConnectionLost);
  await makeFolder(dataDir);
  return openSqlite(join(dataDir, 'jebo.db'));
}

/** Forward only. Kysely locks the migrations on PostgreSQL; on SQLite the immediate transaction around them does. */
export async function migrate(database: Database, upTo?: string) {
  const provider = { getMigrations: async () => migrationsFor(database.engine) };
  const migrator = new Migrator({ db: database.query, provider });
  const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
  if (error !== undefined) throw error;
}
