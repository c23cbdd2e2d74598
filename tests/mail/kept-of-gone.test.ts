import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeKeptOfGone } from '../../src/mail/kept-of-gone.ts';
import { forgetTip } from '../../src/tips/end/forget.ts';
import { withdrawTip } from '../../src/tips/talk/withdraw.ts';
import { createTipWorld } from '../tips/tip-world.ts';

/** A desk with one tip of which mails are kept: its own, that of an event of today, and that of one long after. */
async function deskWithKeptMails() {
  const world = await createTipWorld();
  const { number } = await world.submit({ message: '글' });
  const folder = join(world.folder, 'mail');
  return {
    ...world,
    number,
    async keep() {
      await mkdir(folder, { recursive: true });
      for (const name of ['1', '1.1', '1000.1'])
        await writeFile(join(folder, `tip-${number}.${name}.eml`), '');
    },
    kept: async () => (await readdir(folder)).sort(),
  };
}

test('Kept mails of a tip that is still there stay, whoever has it by now', async () => {
  const { desk, number, keep, kept } = await deskWithKeptMails();
  await keep();
  await removeKeptOfGone(desk, number);
  expect(await kept()).toHaveLength(3);
});

test('Of a withdrawn tip what tells of its withdrawal, or came after, stays', async () => {
  const { desk, number, keep, kept } = await deskWithKeptMails();
  await withdrawTip(desk, number);
  await keep();
  await removeKeptOfGone(desk, number);
  expect(await kept()).toEqual([`tip-${number}.1000.1.eml`]);
});

test('Of a forgotten tip no kept mail stays', async () => {
  const { desk, viewer, number, keep, kept } = await deskWithKeptMails();
  await forgetTip(desk, viewer, { number, version: 1 });
  await keep();
  await removeKeptOfGone(desk, number);
  expect(await kept()).toEqual([]);
});
