import { sql } from 'kysely';
import { tablesIn } from '../../src/db/catalog.ts';
import type { Query } from '../../src/db/database.ts';

/** Every value of every row of every table that is there, in quotes, one a line. */
export async function allRows(query: Query): Promise<string> {
  const values: string[] = [];
  for (const table of (await tablesIn(query)).keys()) {
    const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(query);
    values.push(...rows.flatMap(row => Object.values(row).map(value => `"${value}"`)));
  }
  return values.join('\n');
}
