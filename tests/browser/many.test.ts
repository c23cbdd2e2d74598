import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { createWorld, type World } from '../support/world.ts';
import { openDesk } from './desk-world.ts';

async function deskOf(count: number): Promise<World> {
  const world = await createWorld();
  for (let tip = 1; tip <= count; tip++)
    await world.request.post('/tips').field('message', `제보 ${tip}`).expect(303);
  return world;
}

const chosen = (page: Page) =>
  page
    .locator('#many input[name="numbers"]:checked')
    .evaluateAll(all => all.map(one => one.getAttribute('value')));
const bar = (page: Page) => page.locator('.many-bar');
const rowNow = (page: Page) => page.evaluate(() => document.activeElement?.closest('[id^=tip-]')?.id ?? null);

test('Tips are ticked, closed by a number and brought back, with the keyboard alone', async () => {
  const page = await openDesk(await deskOf(5));
  expect(await bar(page).isVisible()).toBe(false);
  for (const key of ['j', 'x', 'j', 'j', 'Shift+X']) await page.keyboard.press(key);
  expect(await chosen(page)).toEqual(['5', '4', '3']);
  await bar(page).getByText('3건 골랐어요').waitFor();
  await page.keyboard.press('Escape');
  expect(await chosen(page)).toEqual([]);
  expect(await bar(page).isVisible()).toBe(false);

  await page.keyboard.press('x');
  await page.keyboard.press('e');
  await page.keyboard.press('6');
  const toast = page.getByRole('status').filter({ hasText: '1건을 ‘스팸’으로 닫았어요.' });
  await toast.waitFor();
  expect(new URL(page.url()).hash).toBe('#tip-2');
  expect(await page.locator('#tip-3').count()).toBe(0);
  await page.keyboard.press('j');
  expect(await rowNow(page)).toBe('tip-2');
  await page.keyboard.press('z');
  await page.locator('#tip-3').waitFor();
  await page.getByText('1건을 되돌렸어요.').waitFor();
});

test('The row that has the focus is taken, closed or made spam by a key, where none is ticked', async () => {
  const page = await openDesk(await deskOf(4));
  await page.keyboard.press('j');
  expect(await page.locator('#tip-4 .presses').isVisible()).toBe(true);
  expect(await page.locator('#tip-3 .presses').isVisible()).toBe(false);
  await page.keyboard.press('i');
  await page.getByText('1건의 담당을 바꿨어요.').waitFor();
  expect(await page.locator('#tip-4').count()).toBe(0);
  await page.locator('#tip-3 a').focus();
  await page.keyboard.press('e');
  expect(await chosen(page)).toEqual(['3']);
  await page.keyboard.press('7');
  await page.getByText('1건을 ‘시험’으로 닫았어요.').waitFor();
  await page.locator('#tip-2 a').focus();
  await page.keyboard.press('!');
  await page.getByText('1건을 ‘스팸’으로 닫았어요.').waitFor();
  await page.locator('#tip-1 a').focus();
  await page.keyboard.press('t');
  await page.getByLabel('붙일 태그').fill('화재');
  await page.keyboard.press('Enter');
  expect(await page.locator('#tip-1 .badge').count()).toBe(0);
  await page.getByRole('button', { name: '바꾸기' }).click();
  await page.locator('#tip-1 .badge', { hasText: '화재' }).waitFor();
});

test('What can be undone is seen for fifteen seconds, and longer while it is pointed at', async () => {
  const page = await openDesk(await deskOf(3));
  await page.clock.install();
  await page.reload();
  await page.locator('#tip-3 .tick input').check();
  await page.locator('#tip-1 .tick input').click({ modifiers: ['Shift'] });
  expect(await chosen(page)).toEqual(['3', '2', '1']);
  await page.getByRole('button', { name: '제가 맡을게요' }).click();
  const toast = page.locator('.made');
  await toast.waitFor();
  await page.clock.runFor(14_000);
  expect(await toast.isVisible()).toBe(true);
  await page.getByRole('button', { name: '되돌리기' }).focus();
  await page.clock.runFor(60_000);
  expect(await toast.isVisible()).toBe(true);
  await page.getByRole('button', { name: '되돌리기' }).evaluate((button: HTMLElement) => button.blur());
  await page.clock.runFor(2_000);
  expect(await toast.isVisible()).toBe(false);
});

test('All that a list shows are chosen on one page of it, and nothing is done before their number was told', async () => {
  const page = await openDesk(await deskOf(52));
  await page.locator('.tick input').first().check();
  await page.getByLabel('이 조건의 52건 모두 고르기').check();
  await bar(page).getByText('52건 골랐어요').waitFor();
  await bar(page).getByRole('button', { name: '스팸' }).click();
  await page.getByRole('heading', { name: '제보 52건을 닫을까요?' }).waitFor();
  await page.getByRole('button', { name: '‘스팸’으로 닫기' }).click();
  await page.getByText('52건을 ‘스팸’으로 닫았어요.').waitFor();
  expect(await page.locator('[id^=tip-]').count()).toBe(0);
  await page.getByRole('button', { name: '되돌리기' }).click();
  await page.getByText('52건을 되돌렸어요.').waitFor();
});

test('Ticks survive what others change in the rows, and without script the same form does it all', async () => {
  const world = await deskOf(3);
  const page = await openDesk(world);
  await page.locator('#tip-2 .tick input').check();
  const other = await world.signIn('junho@newsroom.example');
  await other.post('/admin/tips/3/opening').type('form').send({ version: '1' }).expect(303);
  await page.locator('#tip-3 .state.open').waitFor();
  expect(await chosen(page)).toEqual(['2']);

  const plain = await openDesk(world, { javaScript: false });
  await plain.locator('#tip-1 .tick input').check();
  await bar(plain).getByRole('button', { name: '스팸' }).click();
  await plain.getByRole('button', { name: '‘스팸’으로 닫기' }).click();
  await plain.getByText('1건을 ‘스팸’으로 닫았어요.').waitFor();
  await plain.getByRole('button', { name: '되돌리기' }).click();
  await plain.locator('#tip-1').waitFor();
});

test('axe finds nothing in the bar, its sheets and what was left, and nothing runs over the edge', async () => {
  const world = await deskOf(3);
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openDesk(world, { phone: true, colorScheme });
    await page.locator('.tick input').first().check();
    for (const sheet of ['맡기기…', '태그…', '닫기…']) {
      await bar(page).locator('summary', { hasText: sheet }).click();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
    await bar(page).getByRole('button', { name: '제가 맡을게요' }).click();
    await page.locator('.made').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  }
});
