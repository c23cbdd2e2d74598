import { expect, test } from 'vitest';
import { publishAfter } from '../../src/db/after-commit.ts';
import { createWorld } from '../support/world.ts';

test('What a transaction publishes is heard once it has come true, and not at all where it is undone', async () => {
  const { database } = await createWorld();
  const heard: (string | null)[] = [];
  database.subscribe('tide', subject => heard.push(subject));
  const undone = database.write(async trx => {
    publishAfter(trx, 'tide', 'undone');
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  const rows = await database.write(async trx => {
    publishAfter(trx, 'tide', 'in');
    publishAfter(trx, 'tide', 'in');
    expect(heard).not.toContain('in');
    return trx.selectFrom('tips').select('number').execute();
  });
  expect(rows).toEqual([]);
  expect(heard.filter(subject => subject !== null)).toEqual(['in']);
});
