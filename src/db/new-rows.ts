import type { Insertable } from 'kysely';
import type { Schema } from './schema/schema.ts';

/** New rows by their tables, in the order in which they are inserted. */
export type NewRows = { readonly [Table in keyof Schema]?: readonly Insertable<Schema[Table]>[] };

/** Rows of one table that give values to the same columns: one statement inserts them. */
export type RowSet = { table: string; columns: readonly string[]; rows: readonly object[] };

/** Those of several, put together. A table stands where it stood first. */
export function rowSetsOf(all: readonly NewRows[]): RowSet[] {
  const sets = new Map<string, { table: string; columns: readonly string[]; rows: object[] }>();
  for (const rows of all) {
    for (const [table, some] of Object.entries(rows)) {
      for (const row of some) {
        const columns = Object.keys(row);
        const key = `${table} ${columns}`;
        const set = sets.get(key);
        if (set === undefined) sets.set(key, { table, columns, rows: [row] });
        else set.rows.push(row);
      }
    }
  }
  return [...sets.values()];
}
