import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { createWorld } from '../support/world.ts';
import { openDesk } from './desk-world.ts';

/** A caller's number and eleven words at forty letters of typing; all that is pressed beside them. */
const BESIDE = 12;

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name') ?? null);

test('A call is written down with the keyboard alone, and hardly a key more than what was said', async () => {
  const world = await createWorld();
  const page = await openDesk(world);
  let pressed = 0;
  const press = (key: string) => {
    pressed += 1;
    return page.keyboard.press(key);
  };
  await press('c');
  await page.waitForURL('**/admin/calls');
  expect(await focused(page)).toBe('number');
  await page.keyboard.type('01012345678');
  expect(await page.locator('[name=number]').inputValue()).toBe('010-1234-5678');
  for (; (await focused(page)) !== 'note'; ) {
    expect(pressed).toBeLessThan(BESIDE);
    await press('Tab');
  }
  await page.keyboard.type('마포대교 아래에서 연기가 나요');
  await press('Control+Enter');
  await page.waitForURL('**/admin/calls/written');
  await page.getByText('제보자에게 이 코드를 읽어 주세요.').waitFor();
  expect(pressed).toBeLessThan(BESIDE);
  const agent = await world.signIn();
  const { body } = await agent.get('/admin/tips/1').accept('json').expect(200);
  expect(body).toMatchObject({ channel: 'phone', message: '마포대교 아래에서 연기가 나요' });
});

test('Tips of the number that is typed are offered, and what is typed is there after a reload', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const call = { number: '010-1234-5678', note: '첫 통화' };
  await agent.post('/admin/calls').type('form').send(call).expect(303);
  const page = await openDesk(world);
  await page.goto('/admin/calls');
  await page.locator('[name=number]').fill('01012345678');
  await page.locator('#draft-kept', { hasText: '쓴 글을 보관했어요.' }).waitFor();
  await page.locator('[name=number]').press('Tab');
  await page.locator('#earlier time', { hasText: /전$|방금/ }).waitFor();
  await page.getByLabel('1번에 이어 적기').check();
  await page.locator('[name=note]').pressSequentially('두 번째 통화');
  await page.locator('#draft-kept', { hasText: '쓴 글을 보관했어요.' }).waitFor();
  await page.goto('/admin/calls');
  await page.getByRole('link', { name: '이어서 적기' }).click();
  expect(await page.locator('[name=note]').inputValue()).toBe('두 번째 통화');
  await page.locator('[name=note]').press('Control+Enter');
  await page.waitForURL('**/admin/tips/1#notes');
});

test('Whoever dials a number of a tip is offered the note of that call where its link stood', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  const call = { number: '010-1234-5678', note: '첫 통화', consent_contact: 'on' };
  await agent.post('/admin/calls').type('form').send(call).expect(303);
  const page = await openDesk(world);
  await page.goto('/admin/tips/1');
  await page.getByRole('button', { name: '이름과 연락처 보기' }).click();
  await page.locator('a[data-after-call]').waitFor();
  const place = () => page.locator('#contacts').evaluate(heading => heading.getBoundingClientRect().top);
  const before = await place();
  // There is no telephone.
  await page.evaluate(() =>
    document.addEventListener('click', event => event.preventDefault(), { once: true }),
  );
  await page.locator('a[href^="tel:"]').click();
  const offered = page.getByRole('link', { name: '방금 통화한 내용 적기' });
  await offered.waitFor();
  expect(await place()).toBe(before);
  await offered.click();
  await page.waitForURL('**/admin/calls?tip=1&started=*');
  expect(await page.locator('[name=tip]').inputValue()).toBe('1');
  expect(await page.locator('[name=direction]:checked').inputValue()).toBe('out');
});

test.each([
  { lang: 'ko', colorScheme: 'light' },
  { lang: 'en', colorScheme: 'dark' },
] as const)(
  'axe finds nothing where calls are written down, and nothing scrolls sideways: %j',
  async visit => {
    const world = await createWorld({ settings: { CALL_RECORDINGS: 'on' } });
    const page = await openDesk(world, { ...visit, phone: true });
    await page.goto('/admin/calls');
    const look = async () => {
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    };
    await look();
    await page.locator('[name=note]').fill('불');
    await page.locator('[name=tip]').fill('99');
    await page.locator('[name=note]').press('Control+Enter');
    await page.locator('#tip-fault').waitFor();
    await look();
    await page.locator('[name=tip]').fill('');
    await page.locator('[name=note]').press('Control+Enter');
    await page.waitForURL('**/admin/calls/written');
    await look();
    await page.goto('/admin/tips/1');
    await look();
  },
);
