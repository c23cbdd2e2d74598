import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../src/db/database.ts';
import { allRows } from '../support/all-rows.ts';
import type { Finder } from './finder.ts';

/** What a thief may carry off, piece by piece. */
export type Loot = { name: string; bytes: Buffer };

/** The names of all files of the data folder, and what stands in them: SQLite's and its log, files, what is on its way. */
export async function* dataFolder(folder: string): AsyncGenerator<Loot> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(found => found.isFile())) {
    const name = join(entry.parentPath, entry.name);
    yield { name: `the name of ${name}`, bytes: Buffer.from(name) };
    yield { name, bytes: await readFile(name) };
  }
}

export async function* dump({ query }: Database): AsyncGenerator<Loot> {
  yield { name: 'the dump', bytes: Buffer.from(await allRows(query)) };
}

/** Whether PostgreSQL's log is among them: it keeps what was there until it is written over. */
type Among = { log: boolean };

/** The database's own files, where a server keeps it: its tables, its statistics, its log since then. */
export async function* serverFiles(database: Database, since: string, { log }: Among): AsyncGenerator<Loot> {
  if (database.engine === 'sqlite') return;
  await sql`checkpoint`.execute(database.query);
  const { rows: tables } = await sql<Loot>`
    select dir || '/' || name as name, ${bytesAt(sql`dir || '/' || name`)} as bytes
    from (select 'base/' || oid as dir from pg_database where datname = current_database()) as here,
    pg_ls_dir(dir) as name`.execute(database.query);
  yield* tables;
  if (!log) return;
  const { rows: segments } = await sql<{ name: string }>`
    select name from pg_ls_waldir() where name >= pg_walfile_name(${since}::pg_lsn) and length(name) = 24
    and name <= pg_walfile_name(pg_current_wal_lsn())`.execute(database.query);
  for (const { name } of segments) {
    const { rows } = await sql<Loot>`
      select ${name} as name, ${bytesAt(sql`'pg_wal/' || ${name}`)} as bytes`.execute(database.query);
    yield* rows;
  }
}

/** Of none where it has gone since it was listed: at any time others on the same server may have it write over its log. */
const bytesAt = (path: RawBuilder<unknown>) => sql`coalesce(pg_read_binary_file(${path}, true), '')`;

/** Where PostgreSQL's log has come to. */
export async function logPosition({ engine, query }: Database): Promise<string> {
  if (engine === 'sqlite') return '';
  const { rows } = await sql<{ at: string }>`select pg_current_wal_lsn()::text as at`.execute(query);
  return rows[0]?.at ?? '';
}

/** What is found where, told so that a failing test says what leaks. */
export async function search(find: Finder, places: AsyncIterable<Loot>[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const place of places)
    for await (const { name, bytes } of place)
      for (const needle of find(bytes)) found.set(needle, [...(found.get(needle) ?? []), name]);
  return found;
}
