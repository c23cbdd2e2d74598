import { sql } from 'kysely';
import type { Database, Write } from './database.ts';

/** The columns that the database counts up by itself. */
const columns = { tips: 'number', events: 'id' } as const;

type Counted = keyof typeof columns;

/** The highest number in the table; 0 where it is empty. */
export async function highestNumber(trx: Write, table: Counted): Promise<number> {
  const highest = sql<{ highest: number | null }>`
    select max(${sql.ref(columns[table])}) as highest from ${sql.table(table)}`;
  const { rows } = await highest.execute(trx);
  return rows[0]?.highest ?? 0;
}

/** The next number is above `last`, after rows were put in with numbers of their own. */
export async function countOnFrom(trx: Write, engine: Database['engine'], table: Counted, last: number) {
  if (engine === 'postgres') {
    const sequence = sql`pg_get_serial_sequence(${table}, ${columns[table]})`;
    await sql`select setval(${sequence}, ${Math.max(1, last)})`.execute(trx);
    return;
  }
  // AUTOINCREMENT counts in this table (https://sqlite.org/autoinc.html), where a table without a row yet has none.
  await sql`delete from sqlite_sequence where name = ${table}`.execute(trx);
  await sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`.execute(trx);
}
