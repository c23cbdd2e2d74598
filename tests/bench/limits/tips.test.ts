import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openPostgres } from '../../../bench/limits/tips/postgres.ts';
import { openSqlite } from '../../../bench/limits/tips/sqlite.ts';
import { tablesIn } from '../../../src/db/catalog.ts';
import type { Query } from '../../../src/db/database.ts';
import { whenDone } from '../../support/cleanup.ts';
import { createTipWorld } from '../../tips/tip-world.ts';

async function countRows(query: Query): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of (await tablesIn(query)).keys()) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
      query,
    );
    counts[table] = Number(rows[0]?.count);
  }
  return counts;
}

test('the limit of intake keeps, for each tip, as many rows as the desk', async () => {
  const { desk, folder, submit } = await createTipWorld();
  const { query } = desk.database;
  const none = await countRows(query);
  await submit({
    message: '역 앞에서 불이 났어요',
    place: '강남역',
    phone: '010-1234-5678',
    consent_contact: 'on',
  });
  const one = await countRows(query);
  const { database } = desk.settings;
  const keeper = await (database.engine === 'postgres' ? openPostgres(database.url) : openSqlite(folder));
  whenDone(keeper.close);

  const numbers = [...(await keeper.keep(2)), ...(await keeper.keep(1))];

  expect(new Set(numbers).size).toBe(3);
  const ofOneTip = (table: string) => (one[table] ?? 0) - (none[table] ?? 0);
  const four = Object.keys(one).map(table => [table, (none[table] ?? 0) + 4 * ofOneTip(table)]);
  expect(await countRows(query)).toEqual(Object.fromEntries(four));
  expect(['tips', 'messages', 'contacts', 'events', 'outbox'].map(ofOneTip)).toEqual([1, 1, 1, 1, 2]);
});
