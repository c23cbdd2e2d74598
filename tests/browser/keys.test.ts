import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { createWorld } from '../support/world.ts';
import { note, openDesk } from './desk-world.ts';

/** Which row has the focus. */
const rowAt = (page: Page) => page.evaluate(() => document.activeElement?.closest('[id^=tip-]')?.id ?? null);

test('A list and a tip are worked on by keys, also with Korean letters on them, but not while one types', async () => {
  const world = await createWorld();
  for (const message of ['첫째 제보', '둘째 제보'])
    await world.request.post('/tips').field('message', message).expect(303);
  const page = await openDesk(world);
  await page.keyboard.press('j');
  expect(await rowAt(page)).toBe('tip-2');
  await page.evaluate(() =>
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅓ', code: 'KeyJ', bubbles: true })),
  );
  expect(await rowAt(page)).toBe('tip-1');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/admin\/tips\/2(\?|$)/);
  await page.keyboard.press('n');
  await page.keyboard.type('gnie?');
  expect(await note(page).inputValue()).toBe('gnie?');
  await page.locator('h1').first().click();
  await page.keyboard.press('Control+i');
  await page.keyboard.press('e');
  expect(await page.locator('.closing').evaluate(closing => closing.matches('[open]'))).toBe(true);
  await page.keyboard.press('i');
  await page.locator('.state.open').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press('t');
  expect(await focused()).toBe('tags-add');
  await page.keyboard.type('화재');
  await page.keyboard.press('Enter');
  await page.locator('.tags li', { hasText: '화재' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await page.waitForURL('**/admin');
  await page.keyboard.press('/');
  expect(await focused()).toBe('search');
});

test('The keys are told of by a key above the page, switched off there, and told of without script', async () => {
  const world = await createWorld();
  await world.request.post('/tips').field('message', '제보').expect(303);
  const page = await openDesk(world);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: '단축키' });
  await dialog.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByLabel('단축키 쓰기').uncheck();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.reload();
  await page.keyboard.press('j');
  expect(await rowAt(page)).toBeNull();
  await page.getByRole('link', { name: '단축키' }).click();
  await dialog.getByLabel('단축키 쓰기').check();
  await dialog.getByRole('button', { name: '닫기' }).click();
  await page.keyboard.press('j');
  expect(await rowAt(page)).toBe('tip-1');

  const plain = await openDesk(world, { javaScript: false });
  await plain.getByRole('link', { name: '단축키' }).click();
  await plain.getByText('아래로').waitFor();
  expect(await plain.getByLabel('단축키 쓰기').isVisible()).toBe(false);
});

test('axe finds nothing on the pages of keys and of help, and nothing runs over their edge', async () => {
  const world = await createWorld();
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openDesk(world, { phone: true, colorScheme });
    for (const path of ['/admin/keys', '/admin/help']) {
      await page.goto(path);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  }
});
