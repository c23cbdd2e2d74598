import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inject } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { SQLITE_FILE } from '../../src/db/sqlite/sqlite.ts';
import { whenDone } from './cleanup.ts';
import { PATIENCE } from './patience.ts';
import { databaseUrl, runOnKept } from './postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { temporaryPlace } from './temporary-place.ts';

/** The engine that the test runs on now. */
export const engine = () => inject('engine');

/** A migrated, empty database of the engine that is under test, closed and gone when the test has ended. */
export async function freshDatabase(folder?: string): Promise<Database> {
  const dataDir = folder ?? (await temporaryFolder());
  const database = await openDatabase(await freshSettings({ dataDir }), dataDir);
  whenDone(() => database.close());
  return database;
}

/** `migrated`: it has its tables; on SQLite only where `dataDir` says in which folder its file is to stand. */
type Fresh = { migrated?: boolean; dataDir?: string };

/**
 * The settings of a database without data that nothing has opened yet. On PostgreSQL it is dropped when the test has ended,
 * which then fails if a connection to it is still open; on SQLite it goes with the data folder.
 */
export async function freshSettings({ migrated = true, dataDir }: Fresh = {}): Promise<Config['database']> {
  if (engine() === 'sqlite') {
    if (migrated && dataDir !== undefined) await writeFile(join(dataDir, SQLITE_FILE), await migratedFile());
    return { engine: 'sqlite' };
  }
  const server = inject('postgres');
  const name = `jebo_test_${crypto.randomUUID().replaceAll('-', '')}`;
  const template = migrated ? server.template : 'template0';
  // Its files are copied as they are; by default each page of them goes through the log, for twice the time.
  await runOnKept(server.url, `create database ${name} template ${template} strategy file_copy`);
  whenDone(async () => {
    const left = await connectionsLeft(server.url, name);
    await runOnKept(server.url, `drop database ${name} with (force)`);
    if (left > 0) throw new Error(`The test has left ${left} connections to its database open`);
  });
  return { engine: 'postgres', url: databaseUrl(server.url, name) };
}

let migratedBytes: Promise<Buffer> | undefined;

/** SQLite's file as the migrations leave it. They are two thirds of a desk's start, so a worker goes through them once. */
const migratedFile = () => (migratedBytes ??= migrateOnce());

async function migrateOnce(): Promise<Buffer> {
  const folder = await mkdtemp(join(temporaryPlace, 'jebo-test-template-'));
  try {
    // Closing it takes the log over into the file.
    await (await openDatabase({ engine: 'sqlite' }, folder)).close();
    return await readFile(join(folder, SQLITE_FILE));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A closed connection stays in the server's list for a moment. */
async function connectionsLeft(server: string, name: string, patience = PATIENCE / 100): Promise<number> {
  const { length } = await runOnKept(server, 'select 1 from pg_stat_activity where datname = $1', [name]);
  if (length === 0 || patience === 0) return length;
  await wait(100);
  return connectionsLeft(server, name, patience - 1);
}
