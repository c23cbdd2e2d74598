import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { chainEvents } from '../../../src/history/chain.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { listHistory, listOwnHistory } from '../../../src/tips/history/list-history.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { createTipWorld } from '../tip-world.ts';

test('one sees their own part, and of that no entry of a tip that they may not see any more', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await readTip(desk, viewer, number);
  const { database } = desk;
  await chainEvents({ database, key: randomBytes(32) });
  const own = await listOwnHistory(database.query, viewer);
  expect(own.entries.map(({ kind }) => kind)).toEqual(['viewed']);
  const reporter: Viewer = { ...viewer, role: 'reporter' };
  expect((await listOwnHistory(database.query, reporter)).entries).toEqual([]);
  await expect(listHistory(database.query, reporter, {})).rejects.toThrow('not-allowed');
});
