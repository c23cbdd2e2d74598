import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { whenDone } from '../support/cleanup.ts';
import { createWorld, type World } from '../support/world.ts';
import { choose, createGate, MB, message, send, unclaimed, video } from './uploads/world.ts';

/** A page of somebody else's, and what it was asked with. */
async function createNeutralPage() {
  const referrers: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/') referrers.push(request.headers.referer);
    response
      .setHeader('Content-Type', 'text/html')
      .end('<title>Weather</title><link rel="icon" href="data:,">');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  whenDone(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, referrers };
}

const ways: Record<string, (page: Page) => Promise<void>> = {
  'the link above': page => page.locator('header a', { hasText: 'Leave at once' }).click(),
  async 'the button in the fold'(page) {
    await page.locator('summary', { hasText: 'Must nobody learn' }).click();
    await page.locator('.exit a').click();
  },
  async 'Shift three times'(page) {
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift');
  },
};

test.each(Object.keys(ways))('%s leaves at once, keeps nothing, and Back brings nothing', async way => {
  const neutral = await createNeutralPage();
  const world = await createWorld({ settings: { QUICK_EXIT_URL: neutral.url } });
  const page = await openPage({ url: world.url, lang: 'en', leadsTo: neutral.url });
  page.on('dialog', () => {
    throw new Error('something was asked');
  });
  await page.goto('/privacy?lang=ko');
  await page.goto('/?lang=ko');
  await page.locator('#message').fill('지워져야 하는 글');
  await page.locator('header a[hreflang=en]').click();
  await page.waitForURL(/lang=en/);
  await page.locator('#message').fill('what must be gone');
  await page
    .locator('input[name=files]')
    .setInputFiles({ name: 'a.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(2_000, 1) });
  await page.locator('.upload[data-state=done]').waitFor();

  await ways[way]?.(page);
  await page.waitForURL(neutral.url);
  expect(neutral.referrers).toEqual([undefined]);
  const uploads = () => world.database.query.selectFrom('uploads').select('id').execute();
  await expect.poll(uploads).toEqual([]);

  await page.goBack();
  await page.waitForURL(url => url.origin === world.url);
  await page.locator('header .newsroom').waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(/지워져야|must be gone/);
  for (const field of await page.locator('#message').all()) expect(await field.inputValue()).toBe('');
  expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0);
});

test('Shift with a letter, or pressed twice, leaves nothing', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.goto('/');
  await page.locator('#message').focus();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Shift+A');
  await page.keyboard.press('Shift');
  await page.keyboard.press('Shift');
  expect(await page.locator('#leave-status').innerText()).toBe('Shift 1 more times leaves at once');
  await page.keyboard.press('b');
  await page.keyboard.press('Shift');
  expect(await page.locator('#message').inputValue()).toBe('AAAAb');
});

test('without script the link leaves too, and takes the receipt along', async () => {
  const neutral = await createNeutralPage();
  const world = await createWorld({ settings: { QUICK_EXIT_URL: neutral.url } });
  const page = await openPage({ url: world.url, javaScript: false, leadsTo: neutral.url });
  await page.goto('/');
  await page.locator('#message').fill('글');
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  expect(await page.context().cookies()).toHaveLength(1);
  await page.locator('header a', { hasText: '바로 나가기' }).click();
  await page.waitForURL(neutral.url);
  expect(neutral.referrers).toEqual([undefined]);
  expect(await page.context().cookies()).toEqual([]);
});

/** A form that is left at once while the way out is slow; `lead` lets it come. */
async function leaveSlowly(begin: (form: Page, world: World) => Promise<void>) {
  const world = await createWorld();
  const form = await openPage({ url: world.url, lang: 'en', badLine: true });
  const way = createGate();
  await form.route('**/leave', async route => {
    await way.passed;
    await route.fulfill({ contentType: 'text/html', body: 'Weather' });
  });
  await form.goto('/');
  await message(form).fill('what must be gone');
  await begin(form, world);
  const asked: string[] = [];
  form.on('request', request => asked.push(request.method()));
  const broken: string[] = [];
  form.on('requestfailed', request => broken.push(request.method()));
  await form.locator('header a', { hasText: 'Leave at once' }).click({ noWaitAfter: true });
  const left = {
    asked: () => asked,
    broken: (method: string) => expect.poll(() => broken).toContain(method),
    arrival: () => form.getByText('Weather').waitFor(),
  };
  return { world, left, lead: way.open };
}

test('who leaves at once while the tip is being sent is led nowhere else by its answer', async () => {
  const { left, lead } = await leaveSlowly(async (form, world) => {
    // Never answered.
    await form.route('**/tips*', () => {});
    await send(form, world);
    await form.locator('#sending').waitFor();
  });
  await left.broken('POST');
  lead();
  await left.arrival();
  expect(left.asked().filter(method => method !== 'GET')).toEqual([]);
});

test('who leaves at once while a file goes up sends no more of it, and the desk drops what it has', async () => {
  const { world, left, lead } = await leaveSlowly(async form => {
    await form.route(/\/uploads\/./, route =>
      route.request().method() === 'PATCH' ? undefined : route.continue(),
    );
    const isGoingUp = form.waitForRequest(request => request.method() === 'PATCH');
    await choose(form, video('a.mp4', 3 * MB));
    await isGoingUp;
  });
  await left.broken('PATCH');
  await unclaimed(world, 0);
  lead();
  await left.arrival();
  expect(left.asked().filter(method => !['GET', 'DELETE'].includes(method))).toEqual([]);
});
