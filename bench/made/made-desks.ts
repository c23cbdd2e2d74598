import { access, chmod, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tests/support/free-port.ts';
import { databaseUrl, runOn } from '../../tests/support/postgres.ts';
import { embeddedPostgres } from '../../tests/support/postgres-binaries.ts';
import { copyToPostgres } from './copy-desk.ts';
import { MADE_SETTINGS, makeDesk } from './make-desk.ts';

const SIZES = { few: 10_000, many: 1_000_000 } as const;
export type Size = keyof typeof SIZES;

/** Made once, for they take long, and kept for the next run of the bench. Whoever removes the folder has them made anew. */
const MADE = join(tmpdir(), 'jebo-made');

/** The environment of a made desk. */
export type MadeSettings = Readonly<Record<string, string>> & { readonly DATA_DIR: string };

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A desk on SQLite. One that is not there yet is made, and stands in its place once it is whole. */
export async function madeOnSqlite(size: Size): Promise<MadeSettings> {
  const folder = join(MADE, `sqlite-${SIZES[size]}`);
  if (!(await isThere(folder))) {
    const unfinished = `${folder}-unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await makeDesk(unfinished, SIZES[size]);
    await rename(unfinished, folder);
  }
  return { ...MADE_SETTINGS, DATA_DIR: folder };
}

export type MadePostgres = {
  /** The same desk on this server, a copy of the other. */
  settings(size: Size): Promise<MadeSettings>;
  stop(): Promise<void>;
};

/** A PostgreSQL as it comes, with room for the connections of some desks. */
export async function madeOnPostgres(): Promise<MadePostgres> {
  await mkdir(MADE, { recursive: true });
  // It runs as a user of its own, where we are root.
  await chmod(MADE, 0o755);
  const databaseDir = join(MADE, 'postgres');
  const isNew = !(await isThere(databaseDir));
  const flags = { max_connections: '100' };
  const postgres = await embeddedPostgres({ databaseDir, port: await freePort(), persistent: true, flags });
  if (isNew) await postgres.initialise();
  await postgres.start();
  return { settings: size => settingsOn(postgres.url, size), stop: () => postgres.stop() };
}

async function settingsOn(server: string, size: Size): Promise<MadeSettings> {
  const name = `tips_${SIZES[size]}`;
  const [found] = await runOn(server, 'select 1 from pg_database where datname = $1', [name]);
  if (found === undefined) {
    const unfinished = `${name}_unfinished`;
    const { DATA_DIR: folder } = await madeOnSqlite(size);
    await runOn(server, `drop database if exists ${unfinished}`);
    await runOn(server, `create database ${unfinished}`);
    await copyToPostgres(folder, databaseUrl(server, unfinished));
    await runOn(server, `alter database ${unfinished} rename to ${name}`);
  }
  const folder = join(MADE, `files-${SIZES[size]}`);
  return { ...MADE_SETTINGS, DATA_DIR: folder, DATABASE_URL: databaseUrl(server, name) };
}
