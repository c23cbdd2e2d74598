import { expect, test } from 'vitest';
import { headsOf } from '../../support/sealed-tips.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

test('a day that was said alone is shown without a time, on the page and in the mail', async () => {
  const world = await createWorld();
  await world.request.post('/tips').type('form').send({ message: '글', happened_at: '어제', lang: 'ko' });
  expect(await headsOf(world)).toMatchObject([{ happened_typed: '어제', happened_at: null }]);

  const staff = await world.signIn();
  const shown = async () => textOf((await staff.get('/admin/tips/1?lang=ko')).text);
  expect(await shown()).toMatch(/어제.{0,20}2026년 11월 22일 \(일\)(?! ?\d)/);
  const [letter] = await world.mails(1);
  expect(letter?.parsed.text).toMatch(/2026년 11월 22일 \(일\)(?! ?\d)/);

  // As an older version kept it.
  const midnight = Date.UTC(2026, 10, 21, 15);
  await world.database.write(async trx => {
    await trx.deleteFrom('tip_heads').execute();
    const head = { headline: '글', happened_typed: '어제', happened_at: midnight };
    await trx.updateTable('tips').set(head).execute();
  });
  expect(await shown()).toMatch(/2026년 11월 22일 \(일\)(?! ?\d)/);
});
