import { expect, test } from 'vitest';
import { isGoing } from '../../../src/tips/talk/moments.ts';
import { engine, freshDatabase } from '../../support/databases.ts';

test('whether an answer is still to be shown is asked of its own jobs, and not of all there are', async () => {
  const { query } = await freshDatabase();
  const asked = query
    .selectFrom('messages')
    .select('id')
    .where('tip', '=', 1)
    .where(message => message.not(isGoing(message)));
  expect(await asked.execute()).toEqual([]);
  // PostgreSQL weighs it by itself, and reads so few rows as they stand.
  if (engine() === 'postgres') return;
  const compiled = asked.compile();
  const explain = { ...compiled, sql: `explain query plan ${compiled.sql}` };
  const { rows } = await query.executeQuery<{ detail: string }>(explain);
  const plan = rows.map(({ detail }) => detail).join('\n');
  expect(plan).toContain('outbox_of_subject');
  expect(plan).not.toContain('SCAN outbox');
});
