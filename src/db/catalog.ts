import { sql } from 'kysely';
import type { Database, Query } from './database.ts';

/** The desk's tables that are there, each with its columns. */
export type Tables = ReadonlyMap<string, ReadonlySet<string>>;

type Asked = Pick<Database, 'engine' | 'query'>;

export async function tablesIn(query: Query): Promise<Tables> {
  const all = await query.introspection.getTables({ withInternalKyselyTables: true });
  // Another program's may stand in another schema of the same database.
  const own = all.some(({ schema }) => schema !== undefined) ? await ownSchema(query) : undefined;
  const tables = all.filter(({ schema }) => schema === own);
  return new Map(tables.map(({ name, columns }) => [name, new Set(columns.map(column => column.name))]));
}

/** Whether the desk has this table. At each start it is asked twice, and all tables with their columns would take far longer. */
export async function hasTable({ engine, query }: Asked, name: string): Promise<boolean> {
  const found =
    engine === 'postgres'
      ? sql`select 1 from pg_tables where schemaname = current_schema() and tablename = ${name}`
      : sql`select 1 from sqlite_master where type = 'table' and name = ${name}`;
  return (await found.execute(query)).rows.length > 0;
}

/** The schema of PostgreSQL that tables are made in: the first of the user's search path that is there. */
export async function ownSchema(query: Query): Promise<string> {
  const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(query);
  return rows[0]?.schema ?? 'public';
}

/** Bytes that the database takes, without its log. */
export async function databaseSize({ engine, query }: Asked): Promise<number> {
  const size =
    engine === 'postgres'
      ? sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`
      : sql<{
          bytes: number;
        }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`;
  const { rows } = await size.execute(query);
  return rows[0]?.bytes ?? 0;
}
