import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../../support/axe.ts';
import { openPage, type Visit } from '../../support/browser.ts';
import { whenDone } from '../../support/cleanup.ts';
import { fileNamesOf } from '../../support/sealed-files.ts';
import { createWorld, type World } from '../../support/world.ts';
import { choose, message, send, video } from '../uploads/world.ts';

const CODE = /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/;

/** The same desk as a browser sees it that keeps no cookie. */
async function withoutCookies(world: World): Promise<string> {
  const proxy = createServer((asked, answer) => {
    const { cookie: _, ...headers } = asked.headers;
    const passed = request(new URL(asked.url ?? '/', world.url), { method: asked.method, headers }, given => {
      const { 'set-cookie': dropped, ...kept } = given.headers;
      answer.writeHead(given.statusCode ?? 500, kept);
      given.pipe(answer);
    });
    asked.pipe(passed);
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  whenDone(() => new Promise<void>(resolve => void proxy.close(() => resolve())));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return `http://127.0.0.1:${address.port}`;
}

async function openForm(visit: Omit<Visit, 'url'> = {}) {
  const world = await createWorld();
  const page = await openPage({ url: await withoutCookies(world), lang: 'en', ...visit });
  // As browsers have it where cookies are blocked.
  await page.addInitScript(`for (const name of ['sessionStorage', 'localStorage'])
    Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });`);
  await page.goto('/');
  await message(page).fill('no cookies here');
  return { world, page };
}

test('with cookies and storage blocked the receipt is shown all the same, and can be kept', async () => {
  const { world, page } = await openForm();
  await choose(page, video('one.mp4', 1_000));
  await page.locator('#chosen-total').getByText('All uploaded').waitFor();
  await send(page, world);
  await page.getByRole('heading', { name: 'Your tip has arrived' }).waitFor();
  const code = await page.locator('#code').innerText();
  expect(code).toMatch(CODE);
  expect(await page.locator('.receipt dd').first().innerText()).toBe('1');
  expect(await page.locator('.receipt time').innerText()).toMatch(/\d{4}, \d\d:\d\d/);
  expect(await page.title()).toContain('Your tip has arrived');
  expect(await page.locator(':focus').innerText()).toContain('Your tip has arrived');
  expect(await page.getByText('no cookies here').count()).toBe(0);
  for (const place of ['header', 'footer'])
    expect(await page.locator(place).getByText('한국어').locator('visible=true').count(), place).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await fileNamesOf(world)).toEqual(['one.mp4']);

  const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('#save').click()]);
  expect(saved.suggestedFilename()).toBe('receipt-1.txt');
  expect(await readFile(await saved.path(), 'utf8')).toContain(`Receipt: ${code}`);
});

test('a line that is lost just after the tip has arrived leaves the receipt on the page', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en', badLine: true });
  await page.goto('/');
  await message(page).fill('in a tunnel');
  await page.route('**/sent', route => route.abort());
  await send(page, world);
  await page.getByRole('heading', { name: 'Your tip has arrived' }).waitFor();
  expect(await page.locator('#code').innerText()).toMatch(CODE);
});

test('without cookies and script the page after sending tells number and time, and why there is no code', async () => {
  const { world, page } = await openForm({ javaScript: false });
  await send(page, world);
  await page.waitForURL('**/sent?arrived=*');
  await page.getByRole('heading', { name: 'Your tip has arrived' }).waitFor();
  const text = await page.locator('main').innerText();
  expect(text).toMatch(/Tip number\s+1/);
  expect(text).toContain('this browser blocks cookies');
  expect(text).not.toMatch(CODE);
  await page.locator('header a[hreflang=ko]').click();
  await page.getByRole('heading', { name: '제보가 도착했어요' }).waitFor();
});

test('with cookies and storage blocked the other language brings along what is typed', async () => {
  const { page } = await openForm();
  await page.locator('header').getByText('한국어').locator('visible=true').click();
  await page.getByRole('heading', { name: '당신의 제보가 뉴스가 됩니다' }).waitFor();
  expect(await message(page).inputValue()).toBe('no cookies here');
});
