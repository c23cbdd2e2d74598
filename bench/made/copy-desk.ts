import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CompiledQuery, sql } from 'kysely';
import { z } from 'zod';
import type { Query } from '../../src/db/database.ts';
import { countOnFrom, highestNumber } from '../../src/db/identity-columns.ts';
import { openDatabase } from '../../src/db/open.ts';
import { COLUMNS } from '../../src/db/schema/schema.ts';
import { SQLITE_FILE } from '../../src/db/sqlite/sqlite.ts';

/** Who serves the one desk, and who is signed in there, is nobody to the other. */
const LEFT_OUT: readonly string[] = ['processes', 'sessions', 'known_places'];
const ROWS_AT_ONCE = 2_000;

type Row = Readonly<Record<string, unknown>>;

/** Puts all rows of a desk that nobody serves into an empty database of PostgreSQL: the same desk on the other engine. */
export async function copyToPostgres(folder: string, url: string): Promise<void> {
  const from = new DatabaseSync(join(folder, SQLITE_FILE), { readOnly: true });
  const database = await openDatabase({ engine: 'postgres', url }, folder);
  try {
    await database.query.connection().execute(async to => {
      await sql`set synchronous_commit = off`.execute(to);
      // What is referred to is there in the end, and was checked where it comes from.
      await sql`set session_replication_role = replica`.execute(to);
      const indexes = await dropIndexes(to);
      for (const table of Object.keys(COLUMNS).filter(name => !LEFT_OUT.includes(name)))
        await copyTable(from, to, table);
      for (const index of indexes) await sql.raw(index).execute(to);
    });
    await database.write(async trx => {
      for (const table of ['tips', 'events'] as const)
        await countOnFrom(trx, 'postgres', table, await highestNumber(trx, table));
    });
    // As its own vacuum would by and by.
    await sql`vacuum (analyze)`.execute(database.query);
  } finally {
    from.close();
    await database.close();
  }
}

/** To write an index for each row takes far longer than to build it of them all. Gives the statements that make them anew. */
async function dropIndexes(to: Query): Promise<string[]> {
  const { rows } = await sql<{ indexname: string; indexdef: string }>`
    select indexname, indexdef from pg_indexes
    where schemaname = 'public' and indexname not in (select conname from pg_constraint)`.execute(to);
  for (const { indexname } of rows) await sql`drop index ${sql.ref(indexname)}`.execute(to);
  return rows.map(({ indexdef }) => indexdef);
}

const names = z.array(z.object({ name: z.string() }));

async function copyTable(from: DatabaseSync, to: Query, table: string): Promise<void> {
  await sql`delete from ${sql.table(table)}`.execute(to);
  const columns = names
    .parse(from.prepare(`select name from pragma_table_info('${table}')`).all())
    .map(({ name }) => `"${name}"`)
    .join(', ');
  const insert = `
    insert into "${table}" (${columns}) overriding system value
    select ${columns} from json_populate_recordset(null::"${table}", $1)`;
  const put = (rows: readonly Row[]) =>
    to.executeQuery(CompiledQuery.raw(insert, [JSON.stringify(rows.map(withBytesInHex))]));
  let rows: Row[] = [];
  for (const row of from.prepare(`select * from "${table}"`).iterate()) {
    rows.push(row);
    if (rows.length < ROWS_AT_ONCE) continue;
    await put(rows);
    rows = [];
  }
  if (rows.length > 0) await put(rows);
}

/** As PostgreSQL reads bytes (8.4.1). */
const withBytesInHex = (row: Row) =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value,
    ]),
  );
