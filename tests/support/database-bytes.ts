import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '../../src/db/database.ts';

const run = promisify(execFile);

/** All that stands in the database's files: of SQLite with its log, of PostgreSQL in its tables, indexes and samples of columns. */
export async function bytesOf({ engine, query }: Database, folder: string): Promise<Buffer> {
  if (engine === 'sqlite') {
    const names = (await readdir(folder)).filter(name => name.startsWith('jebo.db'));
    // By a process of its own: closed here, a file of the database would lose the locks that SQLite holds on it (fcntl(2)).
    const paths = names.map(name => join(folder, name));
    return (await run('cat', paths, { encoding: 'buffer', maxBuffer: 1_000_000_000 })).stdout;
  }
  await sql`checkpoint`.execute(query);
  const { rows } = await sql<{ bytes: Buffer }>`
    select pg_read_binary_file(pg_relation_filepath(oid)) as bytes from pg_class
    where relkind in ('r', 'i', 't') and relnamespace in ('public'::regnamespace, 'pg_toast'::regnamespace)
      or oid = 'pg_statistic'::regclass`.execute(query);
  return Buffer.concat(rows.map(row => row.bytes));
}
