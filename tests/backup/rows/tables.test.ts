import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { KEPT, LEFT_OUT } from '../../../src/backup/rows/tables.ts';
import { tablesIn } from '../../../src/db/catalog.ts';
import { CONTENT, namesIn } from '../../../src/tips/fields.ts';
import { freshDatabase } from '../../support/databases.ts';

test('every table of the schema is either in a backup or left out for a reason that is given', async () => {
  const { query } = await freshDatabase();
  const there = [...(await tablesIn(query)).keys()].filter(name => !name.startsWith('kysely_'));
  const kept = KEPT.map(table => table.name);
  expect([...kept, ...Object.keys(LEFT_OUT)].sort()).toEqual(there.sort());
});

test('the key by which a table is read page by page is its primary key', async () => {
  const { engine, query } = await freshDatabase();
  for (const { name, key } of KEPT) {
    const columns =
      engine === 'sqlite'
        ? sql<{ key: string }>`select name as key from pragma_table_info(${name}) where pk > 0`
        : sql<{ key: string }>`
            select attname as key from pg_index
            join pg_attribute on attrelid = indrelid and attnum = any(indkey)
            where indisprimary and indrelid = ${name}::regclass`;
    const { rows } = await columns.execute(query);
    expect([name, rows.map(row => row.key)]).toEqual([name, [key]]);
  }
});

test('what refers to another table stands behind it', async () => {
  const { engine, query } = await freshDatabase();
  const order = KEPT.map(table => String(table.name));
  for (const [index, name] of order.entries()) {
    const references =
      engine === 'sqlite'
        ? sql<{ to: string }>`select "table" as "to" from pragma_foreign_key_list(${name})`
        : sql<{ to: string }>`
            select confrelid::regclass::text as "to" from pg_constraint
            where contype = 'f' and conrelid = ${name}::regclass`;
    const { rows } = await references.execute(query);
    for (const { to } of rows) expect(order.slice(0, index), `${name} refers to ${to}`).toContain(to);
  }
});

test('all content of tips is in a backup, and none that no tip has yet', () => {
  const kept = KEPT.map(table => String(table.name));
  for (const table of namesIn(CONTENT))
    expect([table, kept.includes(table)]).toEqual([table, CONTENT[table].by !== null]);
});
