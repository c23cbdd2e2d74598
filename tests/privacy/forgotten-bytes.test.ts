import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forgetTip } from '../../src/tips/forget.ts';
import { createTipWorld } from '../tips/tip-world.ts';

test('not even the bytes of the SQLite files hold a forgotten word', async () => {
  const { desk, viewer, submit, folder } = await createTipWorld();
  const bytes = async () => {
    const names = (await readdir(folder)).filter(name => name.startsWith('jebo.db'));
    return Buffer.concat(await Promise.all(names.map(name => readFile(join(folder, name)))));
  };
  const { number } = await submit({ message: 'unforgettable'.repeat(1_000), place: 'unforgettable' });
  expect((await bytes()).includes('unforgettable')).toBe(true);

  await forgetTip(desk, viewer, { number, version: 1 });
  expect((await bytes()).includes('unforgettable')).toBe(false);
});
