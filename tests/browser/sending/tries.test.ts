import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../../support/axe.ts';
import { openPage } from '../../support/browser.ts';
import { fileNamesOf } from '../../support/sealed-files.ts';
import { createWorld, type World } from '../../support/world.ts';
import {
  atBadLine,
  choose,
  createGate,
  inState,
  MB,
  message,
  SLOW,
  send,
  tipsOf,
  video,
} from '../uploads/world.ts';

const HTML = { 'Content-Type': 'text/html' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** What something on the way may answer, and what the reader is told of it. */
const STRANGERS = {
  'a sign-in page with 200': [{ status: 200, headers: HTML, body: '<h1>Welcome</h1>' }, 'sign-in page'],
  'a page with 201': [{ status: 201, headers: HTML, body: '<h1>Made</h1>' }, 'sign-in page'],
  'an empty 200': [{ status: 200, body: '' }, 'sign-in page'],
  'an empty 204': [{ status: 204 }, 'sign-in page'],
  'JSON of somebody else': [{ status: 200, headers: JSON_TYPE, body: '{"ok":true}' }, 'sign-in page'],
  'a number without a receipt': [{ status: 201, headers: JSON_TYPE, body: '{"number":1}' }, 'sign-in page'],
  'a receipt that is none': [
    { status: 201, headers: JSON_TYPE, body: '{"number":1,"receipt":"no"}' },
    'sign-in page',
  ],
  'an answer cut in the middle': [
    { status: 201, headers: JSON_TYPE, body: '{"number":1,"receipt":"AAAA' },
    'sign-in page',
  ],
  'a refusal of somebody else': [
    { status: 404, headers: JSON_TYPE, body: '{"errors":{"detail":"Not Found"}}' },
    'sign-in page',
  ],
  'a redirect to another page': [{ status: 302, headers: { Location: '/privacy' } }, 'sign-in page'],
  'a page of a proxy with 502': [{ status: 502, headers: HTML, body: '<h1>Bad Gateway</h1>' }, 'reached'],
  'a page of a proxy with 413': [{ status: 413, headers: HTML, body: '<h1>Too large</h1>' }, 'its size'],
} satisfies Record<string, [Parameters<Route['fulfill']>[0], string]>;

const answerOnce = (page: Page, answer: Parameters<Route['fulfill']>[0]) =>
  page.route('**/tips*', route => route.fulfill(answer), { times: 1 });

const tryNow = (page: Page) => page.locator('#summary').getByRole('button', { name: 'Try now' });

async function writtenAndChosen(): Promise<{ world: World; page: Page }> {
  const { world, page } = await atBadLine(50 * MB);
  await choose(page, video('one.mp4', 1_000));
  await inState(page, 'one.mp4', 'done');
  return { world, page };
}

test.each(Object.entries(STRANGERS))(
  '%s keeps text and files, is told, and the tip arrives after all',
  async (_, [answer, told]) => {
    const { world, page } = await writtenAndChosen();
    const gate = createGate();
    await page.route('**/tips*', async route => {
      await gate.passed;
      await route.continue();
    });
    await answerOnce(page, answer);
    await send(page, world);
    await page.locator('#summary-notice').getByText(told).waitFor();
    expect(await page.locator('#summary-notice').innerText()).toContain('Your text and files are still here');
    expect(await message(page).inputValue()).toBe('현장 영상이에요');
    await expect.poll(() => page.evaluate('sessionStorage.getItem("jebo-draft")')).not.toBeNull();
    expect(await tipsOf(world)).toBe(0);
    gate.open();
    await page.waitForURL('**/sent');
    expect(await fileNamesOf(world)).toEqual(['one.mp4']);
  },
);

test('with the line cut as the last upload ended, the tip is sent by itself once the line is back', async () => {
  const { world, line, page } = await atBadLine(SLOW);
  await choose(page, video('one.mp4', MB));
  await send(page, world);
  await page.locator('#sending').getByText('sent by itself once they are through').waitFor();
  // The post that follows the last upload meets a dead line.
  await page.route(
    '**/tips*',
    route => {
      line.cut({ refuse: true });
      return route.continue();
    },
    { times: 1 },
  );
  line.throttle(null);
  await page.locator('#summary').getByText('sent by itself once it is back').waitFor();
  expect(await tipsOf(world)).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  line.mend();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4']);
  expect(await tipsOf(world)).toBe(1);
});

test('a tip whose answer is lost again and again is tried until it comes, and counts once', async () => {
  const { world, page } = await writtenAndChosen();
  await page.route(
    '**/tips*',
    async route => {
      await route.fetch();
      await route.abort();
    },
    { times: 3 },
  );
  await send(page, world);
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  expect(await page.locator(':focus').getAttribute('id')).toBe('summary');
  await page.waitForURL('**/sent');
  expect(await tipsOf(world)).toBe(1);
});

test('whoever stops the trying has text and files as they were, and nothing is sent any more', async () => {
  const { world, page } = await writtenAndChosen();
  await page.clock.install();
  let tries = 0;
  await page.route('**/tips*', route => {
    tries += 1;
    return route.abort();
  });
  await send(page, world);
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  expect(await message(page).evaluate(field => field.closest('[inert]') !== null)).toBe(true);
  await page.locator('#summary').getByRole('button', { name: 'Stop' }).click();
  await page.locator('#status').getByText('Stopped. Your text and files are still here.').waitFor();
  const triesBefore = tries;
  expect(await page.locator('#summary').isVisible()).toBe(false);
  expect(await page.locator(':focus').getAttribute('id')).toBe('send');
  await page.clock.fastForward(120_000);
  await page.evaluate('dispatchEvent(new Event("online"))');
  await message(page).fill('written after that');
  expect([tries, await tipsOf(world)]).toEqual([triesBefore, 0]);
});

test('“Try now” and “Send” try at once, and so does a line that is back', async () => {
  const { world, page } = await writtenAndChosen();
  await page.clock.install();
  let tries = 0;
  let isBack = false;
  await page.route('**/tips*', route => {
    tries += 1;
    return isBack ? route.continue() : route.abort();
  });
  await send(page, world);
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  // All that was to happen by itself happens at once, and nothing after that.
  await page.clock.pauseAt(Date.now() + 60_000);
  const waits = page.locator('#sending-what').getByText('It is tried again by itself');
  for (const button of [tryNow(page), page.locator('#send')]) {
    await waits.waitFor();
    const before = tries;
    await button.click();
    await expect.poll(() => tries).toBe(before + 1);
  }
  await waits.waitFor();
  isBack = true;
  await page.evaluate('dispatchEvent(new Event("online"))');
  await page.waitForURL('**/sent');
});

test('a desk that is too busy is left alone for as long as it asks, and then gets the tip', async () => {
  const { world, page } = await writtenAndChosen();
  await page.clock.install();
  const body = JSON.stringify({ errors: { form: 'Very many are sending.' }, stamp: null });
  await answerOnce(page, { status: 503, headers: { ...JSON_TYPE, 'Retry-After': '60' }, body });
  await send(page, world);
  await page.locator('#summary').getByText('Our server cannot take it just now').waitFor();
  const asked: string[] = [];
  page.on('request', request => asked.push(request.method()));
  await page.clock.fastForward(20_000);
  await page.evaluate('dispatchEvent(new Event("online"))');
  expect(asked).toEqual([]);
  await page.clock.fastForward(41_000);
  await page.waitForURL('**/sent');
});

test('too many tips from one address are told with the time, and are not tried on', async () => {
  const world = await createWorld({ settings: { TIP_LIMIT: '1', TRUST_PROXY: '1' } });
  const page = await openPage({ url: world.url, lang: 'en' });
  const from = { 'X-Forwarded-For': '203.0.113.7' };
  await world.request.post('/tips').set(from).type('form').send({ message: 'the first' });
  await page.setExtraHTTPHeaders(from);
  await page.goto('/');
  await message(page).fill('the second');
  await send(page, world);
  await page.locator('#summary').getByText('Many tips came from this internet address').waitFor();
  expect(await page.locator('#sending').isVisible()).toBe(false);
  expect(await tryNow(page).isVisible()).toBe(false);
  expect(await message(page).inputValue()).toBe('the second');
});
