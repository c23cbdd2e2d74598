import { expect, test } from 'vitest';
import { tablesIn } from '../../../src/db/catalog.ts';
import { COLUMNS } from '../../../src/db/schema/schema.ts';
import { freshDatabase } from '../../support/databases.ts';

test('every column of the database is marked as content or as none, and no other is', async () => {
  const { query } = await freshDatabase();
  const there = [...(await tablesIn(query))]
    .filter(([table]) => !table.startsWith('kysely_'))
    .flatMap(([table, columns]) => [...columns].map(column => `${table}.${column}`));
  const marked = Object.entries(COLUMNS).flatMap(([table, columns]) =>
    Object.keys(columns).map(column => `${table}.${column}`),
  );
  expect(marked.sort()).toEqual(there.sort());
});
