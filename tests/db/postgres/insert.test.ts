import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { statementOf } from '../../../src/db/postgres/insert.ts';
import { bareTip } from '../../support/bare-tip.ts';
import { freshDatabase } from '../../support/databases.ts';

const insertOne = (database: Database) =>
  database.insertTip({ row: bareTip(), others: () => ({}), claim: null, letters: 0 });

/** So often that the server has planned it for good. */
async function insertSome(database: Database): Promise<(number | null)[]> {
  const numbers: (number | null)[] = [];
  for (let count = 0; count < 7; count += 1) numbers.push(await insertOne(database));
  return numbers;
}

const preparedIn = async ({ query }: Database) =>
  (await sql<{ name: string }>`select name from pg_prepared_statements`.execute(query)).rows;

test('a statement has a name, so that the server reads it once', async () => {
  const database = await freshDatabase();
  await insertSome(database);
  expect(await preparedIn(database)).toHaveLength(1);
});

test('where a pooler has lost the statements, tips are written without them', async () => {
  const database = await freshDatabase();
  await insertSome(database);
  await sql`deallocate all`.execute(database.query);
  const numbers = await insertSome(database);
  expect(numbers.every(number => number !== null)).toBe(true);
  expect(await preparedIn(database)).toHaveLength(0);
});

test('where another has made a statement of the same name, tips are written without it', async () => {
  const database = await freshDatabase();
  await insertOne(database);
  const [statement] = await preparedIn(database);
  const other = await freshDatabase();
  await sql`prepare ${sql.ref(statement?.name ?? '')} as select 1`.execute(other.query);
  expect(await insertSome(other)).toHaveLength(7);
});

test('a newer version adds a column while tips are written', async () => {
  const database = await freshDatabase();
  await insertSome(database);
  await sql`alter table tips add column more text`.execute(database.query);
  await sql`alter table tips drop column article`.execute(database.query);
  await sql`alter table tips add column article text`.execute(database.query);
  expect(await insertSome(database)).toEqual([8, 9, 10, 11, 12, 13, 14]);
});

test('after its connection was lost tips are written by another one', async () => {
  const database = await freshDatabase();
  await insertSome(database);
  const end = sql`select pg_terminate_backend(pg_backend_pid())`.execute(database.query);
  await expect(end).rejects.toThrow();
  // It may be noticed by the very next one.
  await expect.poll(() => insertOne(database).catch(() => null)).toBe(8);
});

test('bytes stand in their column as they are', async () => {
  const database = await freshDatabase();
  await sql`create table sealed (id text primary key, bytes bytea not null)`.execute(database.query);
  const bytes = Buffer.from([0, 1, 92, 255]);
  const { text, values } = statementOf([
    {
      table: 'sealed',
      columns: ['id', 'bytes'],
      rows: [
        { id: 'a', bytes },
        { id: 'b', bytes },
      ],
    },
  ]);
  await sql.raw(text.replace('$1', `'${String(values[0]).replaceAll("'", "''")}'`)).execute(database.query);
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from sealed`.execute(database.query);
  expect(rows.map(row => Buffer.compare(row.bytes, bytes))).toEqual([0, 0]);
});
