import { sql } from 'kysely';
import type { Query } from '../../db/database.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Rows of a page: a page of the longest tips there can be takes some 40 MB. */
const PAGE = 100;

/** All rows of a table in the order of its key, read page by page, so that they may be any number. */
export async function* rowsOf(query: Query, table: { name: string; key: string }): AsyncGenerator<Row> {
  const key = sql.ref(table.key);
  let after: unknown;
  while (true) {
    const following = after === undefined ? sql`` : sql`where ${key} > ${after}`;
    const page = sql<Row>`select * from ${sql.table(table.name)} ${following} order by ${key} limit ${sql.lit(PAGE)}`;
    const { rows } = await page.execute(query);
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.[table.key];
  }
}

/** The row as it is now; undefined when it is gone. */
export async function rowAgain(
  query: Query,
  table: { name: string; key: string },
  row: Row,
): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select * from ${sql.table(table.name)} where ${sql.ref(table.key)} = ${row[table.key]}`.execute(query);
  return rows[0];
}
