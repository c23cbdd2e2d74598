import type { DatabaseSync } from 'node:sqlite';
import type { SqliteStatement } from 'kysely';
import type { NewTip } from '../database.ts';
import type { NewRows } from '../new-rows.ts';
import { toKyselyStatement } from './dialect.ts';

/** Inserts by statements that are compiled once: to build and compile them for each tip would cost as much as the rows do. */
export type Inserts = {
  /** The number that it was given; null where its receipt hash is there already. */
  tip(row: NewTip['row']): number | null;
  rows(rows: NewRows): void;
};

/** In the transaction that is open on the connection. */
export function createInserts(connection: DatabaseSync): Inserts {
  const statements = new Map<string, SqliteStatement>();

  const statementFor = (table: string, row: object, unless: string) => {
    const columns = Object.keys(row);
    const key = `${table}${unless} ${columns}`;
    const known = statements.get(key);
    if (known !== undefined) return known;
    const places = columns.map(() => '?');
    const names = columns.map(column => `"${column}"`);
    const text = `insert into "${table}" (${names}) values (${places})${unless}`;
    const statement = toKyselyStatement(connection.prepare(text));
    statements.set(key, statement);
    return statement;
  };
  const insert = (table: string, row: object, unless = '') =>
    statementFor(table, row, unless).run(Object.values(row));

  return {
    tip(row) {
      const { changes, lastInsertRowid } = insert('tips', row, ' on conflict (receipt_hash) do nothing');
      return Number(changes) === 0 ? null : Number(lastInsertRowid);
    },
    rows(rows) {
      for (const [table, some] of Object.entries(rows)) for (const row of some) insert(table, row);
    },
  };
}
