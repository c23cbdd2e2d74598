import { expect, test } from 'vitest';
import { readWarnings } from '../../../src/web/staff/list/warnings.ts';
import { createTipWorld } from '../../tips/tip-world.ts';

test.each([
  ['has a byte above its reserve', async () => 1, []],
  ['has come down to its very reserve', async () => 0, ['disk']],
  ['cannot be asked', () => Promise.reject(new Error('EIO')), ['disk']],
])('where the disk %s, the list opens with what is amiss', async (_, space, told) => {
  const { desk, viewer } = await createTipWorld();
  const context = { ...desk, files: { ...desk.files, space }, warnings: () => [] };
  expect(await readWarnings(context, viewer)).toEqual(told);
});
