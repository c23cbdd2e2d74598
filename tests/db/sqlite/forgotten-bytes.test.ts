import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { createTipWorld } from '../../tips/tip-world.ts';

const WORD = 'unforgettable';
const fields = { message: WORD.repeat(1_000), place: WORD };

async function worldWithBytes() {
  const world = await createTipWorld();
  const bytes = async () => {
    const names = (await readdir(world.folder)).filter(name => name.startsWith('jebo.db'));
    return Buffer.concat(await Promise.all(names.map(name => readFile(join(world.folder, name)))));
  };
  return { ...world, bytes };
}

test('not even the bytes of the SQLite files hold a forgotten word of an older version’s tip', async () => {
  const { desk, asOlder, viewer, submit, bytes } = await worldWithBytes();
  const { number } = await submit(fields, [], [], asOlder);
  expect((await bytes()).includes(WORD)).toBe(true);

  await forgetTip(desk, viewer, { number, version: 1 });
  expect((await bytes()).includes(WORD)).toBe(false);
});

test('nor what was sealed of a tip, nor the salt of its key', async () => {
  const { desk, viewer, submit, bytes } = await worldWithBytes();
  const { number } = await submit(fields);
  const { query } = desk.database;
  const { salt } = await query.selectFrom('tip_keys').select('salt').executeTakeFirstOrThrow();
  const head = await query.selectFrom('tip_heads').select('sealed').executeTakeFirstOrThrow();
  const message = await query.selectFrom('messages').select('sealed').executeTakeFirstOrThrow();
  const gone = [salt, head.sealed, message.sealed?.slice(0, 200) ?? ''];
  const before = await bytes();
  expect(before.includes(WORD)).toBe(false);
  expect(gone.map(text => text.length > 40 && before.includes(text))).toEqual([true, true, true]);

  await forgetTip(desk, viewer, { number, version: 1 });
  const after = await bytes();
  expect(gone.map(text => after.includes(text))).toEqual([false, false, false]);
});
