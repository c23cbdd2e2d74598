import { sql } from 'kysely';
import type { Tables } from '../../db/catalog.ts';
import type { Database, Write } from '../../db/database.ts';
import { BackupError } from '../backup-error.ts';
import type { Row } from './read-rows.ts';

/** SQLite takes 32,766 values in a statement, PostgreSQL 65,535. */
const VALUES_AT_ONCE = 10_000;

/**
 * Puts rows of one table in, with the numbers that they have.
 * @throws {BackupError} when the table does not take them.
 */
export async function insertRows(
  trx: Write,
  { engine, tables }: { engine: Database['engine']; tables: Tables },
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  refuseOthers(tables, table, columns, rows);
  // What the database counts up by itself is otherwise not to be said (`generated always`).
  const overriding = engine === 'postgres' ? sql`overriding system value` : sql``;
  const names = sql.join(columns.map(column => sql.ref(column)));
  const most = Math.max(1, Math.floor(VALUES_AT_ONCE / columns.length));
  for (let from = 0; from < rows.length; from += most) {
    const values = rows
      .slice(from, from + most)
      .map(row => sql`(${sql.join(columns.map(column => row[column]))})`);
    await sql`insert into ${sql.table(table)} (${names}) ${overriding} values ${sql.join(values)}`
      .execute(trx)
      .catch(error => Promise.reject(isRefusal(error) ? misfit(table, error) : error));
  }
}

/** A table or a column that was not there when the backup says that it was taken. */
function refuseOthers(tables: Tables, table: string, columns: readonly string[], rows: readonly Row[]) {
  const known = tables.get(table);
  const fits = (row: Row) => Object.keys(row).length === columns.length && columns.every(name => name in row);
  if (columns.length === 0 || !columns.every(column => known?.has(column)) || !rows.every(fits))
    throw misfit(table);
}

/** The database's own words are not shown: PostgreSQL's have the row in them. */
const misfit = (table: string, cause?: unknown) =>
  new BackupError(`The rows of ${table} in the backup do not fit its version, or one another.`, { cause });

const SQLITE_CONSTRAINT = 19;
const SQLITE_MISMATCH = 20;

/** The row is at fault, not the database (https://sqlite.org/rescode.html; SQLSTATE classes 22 and 23). */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // The lower byte is the kind; what is above says more of it.
  if ('errcode' in error) return [SQLITE_CONSTRAINT, SQLITE_MISMATCH].includes(Number(error.errcode) & 0xff);
  return 'code' in error && /^2[23]\w{3}$/.test(String(error.code));
}
