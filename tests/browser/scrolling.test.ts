import { expect, test } from 'vitest';
import { createWorld } from '../support/world.ts';
import { openTip } from './desk-world.ts';

test('On a phone, what a press has changed of a tip is in sight', async () => {
  const page = await openTip(await createWorld(), { phone: true });
  const tags = page.locator('#tags-add');
  await tags.fill('화재');
  await tags.press('Enter');
  const tag = page.locator('.tags li', { hasText: '화재' });
  await tag.waitFor();
  const isInSight = () => tag.evaluate(one => one.getBoundingClientRect().top < innerHeight && scrollY > 0);
  await expect.poll(isInSight).toBe(true);
  await page.reload();
  expect(await page.evaluate(() => sessionStorage.getItem('jebo-stood'))).toBeNull();
});
