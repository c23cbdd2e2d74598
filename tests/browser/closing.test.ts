import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { createWorld, type World } from '../support/world.ts';
import { note, openTip } from './desk-world.ts';

const LOOKS = [
  { lang: 'ko', phone: true, colorScheme: 'light' },
  { lang: 'ko', phone: false, colorScheme: 'dark' },
  { lang: 'en', phone: true, colorScheme: 'dark' },
  { lang: 'en', phone: false, colorScheme: 'light' },
] as const;

const ARTICLE = 'https://www.ytn.co.kr/_ln/0103_2026';

const tipOf = ({ database }: World) =>
  database.query.selectFrom('tips').select(['state', 'outcome', 'version']).executeTakeFirstOrThrow();

/** Goes on with the Tab key until what has the focus says this, or has this id. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  const isThere = (element: Element | null) => [element?.id, element?.textContent?.trim()];
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab');
    if (
      (await page.evaluate(`(${isThere})(document.activeElement)`).then(String)).split(',').includes(wanted)
    )
      return;
  }
  throw new Error(`the Tab key does not lead to ${wanted}`);
}

const isSideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

test.each([true, false])('A tip is closed with the keyboard alone, with script: %s', async javaScript => {
  const world = await createWorld();
  const page = await openTip(world, { javaScript });
  await note(page).fill('쓰던 메모');
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  await tabTo(page, '닫기…');
  await page.keyboard.press('Enter');
  await tabTo(page, 'article');
  await page.keyboard.type('ytn');
  // Enter in the line answers no question.
  await page.keyboard.press('Enter');
  expect(await tipOf(world)).toMatchObject({ state: 'new', version: 1 });
  await tabTo(page, '뉴스가 됨');
  await page.keyboard.press('Space');
  await page.locator('#article-fault').waitFor();
  await expect.poll(() => page.locator('#article').evaluate(field => field.matches(':focus'))).toBe(true);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(ARTICLE);
  await tabTo(page, '뉴스가 됨');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: ARTICLE }).waitFor();
  expect(await tipOf(world)).toMatchObject({ state: 'closed', outcome: 'used' });
  expect(await note(page).inputValue()).toBe('쓰던 메모');
});

test.each([true, false])(
  'A hold is set and released with the keyboard alone, with script: %s',
  async javaScript => {
    const world = await createWorld();
    const page = await openTip(world, { javaScript });
    await note(page).focus();
    await tabTo(page, '법적 보존…');
    await page.keyboard.press('Enter');
    await tabTo(page, '보존하기');
    await page.keyboard.press('Enter');
    await page.getByText('왜 보존하는지 적어 주세요.').waitFor();
    await expect.poll(() => page.locator('#reason').evaluate(field => field.matches(':focus'))).toBe(true);
    await page.keyboard.type('소송이 들어옴');
    await tabTo(page, '보존하기');
    await page.keyboard.press('Enter');
    const held = page.getByRole('region', { name: '법적 보존 중이에요.' });
    await held.getByText('소송이 들어옴').waitFor();
    expect((await held.boundingBox())?.y).toBeLessThan(150);
    expect(await page.getByText('이 제보 지우기…').count()).toBe(0);
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    await tabTo(page, '보존 풀기…');
    await page.keyboard.press('Enter');
    await tabTo(page, '보존 풀기');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: '이 제보 지우기…' }).waitFor();
    expect(await held.count()).toBe(0);
  },
);

test.each(LOOKS)('axe finds nothing on a tip that is closed, held or at fault: %j', async visit => {
  const world = await createWorld();
  const page = await openTip(world, visit);
  const faults: Record<string, string[]> = {};
  const look = async (name: string) => {
    const found = [...(await accessibilityFaults(page)), ...((await isSideways(page)) ? ['scrolls'] : [])];
    if (found.length > 0) faults[name] = found;
  };
  // The closing comes last, as it floats above others.
  const folded = await page.locator('.folded > summary').all();
  for (const summary of folded.reverse()) await summary.click();
  await look('unfolded');
  await page.locator('#article').fill('ytn');
  await page.locator('.closing button[value=used]').click();
  await page.locator('#article-fault').waitFor();
  await look('article at fault');
  await page.locator('#article').fill(`${ARTICLE}/${'a'.repeat(300)}`);
  await page.locator('.closing button[value=used]').click();
  await page.locator('.publication').waitFor();
  const hold = page.locator('aside .folded', { has: page.locator('#reason') });
  await hold.locator('summary').click();
  await hold.locator('button[name=on]').click();
  await page.locator('#reason-fault').waitFor();
  await look('reason at fault');
  await page.locator('#reason').fill('소송\n'.repeat(10));
  await hold.locator('button[name=on]').click();
  await page.locator('.held > details > summary').click();
  await look('held');
  await page.goto('/admin');
  await look('list');
  expect(faults).toEqual({});
});
