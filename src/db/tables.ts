import type { Query } from './database.ts';

/** The tables that are there, each with its columns. */
export type Tables = ReadonlyMap<string, ReadonlySet<string>>;

export async function tablesIn(query: Query): Promise<Tables> {
  const tables = await query.introspection.getTables({ withInternalKyselyTables: true });
  return new Map(tables.map(({ name, columns }) => [name, new Set(columns.map(column => column.name))]));
}
