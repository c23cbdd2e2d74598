import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { whenDone } from '../support/cleanup.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createWorld } from '../support/world.ts';
import { keptIn } from './kept.ts';

const TEXT = 'what-nobody-may-find';
const PHONE = '010-9876-5432';
const NAME = 'a-telling-name.mp4';

async function fillIn(page: Page): Promise<void> {
  await page.locator('textarea[name=message]').fill(TEXT);
  await page.locator('summary', { hasText: 'How may we reach you?' }).click();
  await page.locator('input[name=phone]').pressSequentially(PHONE);
  await page
    .locator('input[name=files]')
    .setInputFiles({ name: NAME, mimeType: 'video/mp4', buffer: Buffer.alloc(1_000, 1) });
  await page.locator('.upload[data-state=done]').waitFor();
  await expect.poll(() => keptIn(page, 'jebo-draft')).not.toBeNull();
}

/** Which of these words stand in a file of the folder, in either of the ways in which browsers write text. */
async function foundIn(folder: string, words: readonly string[]): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    files
      .filter(file => file.isFile())
      .map(async file => {
        const bytes = await readFile(join(file.parentPath, file.name)).catch(() => Buffer.alloc(0));
        return words.filter(word => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')));
      }),
  );
  return found.flat();
}

test('after tab and browser are closed nothing typed or chosen stands in the profile, nor what it was locked with', async () => {
  const world = await createWorld();
  const profile = await temporaryFolder();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: inject('chromium'),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'],
    locale: 'en-US',
  });
  whenDone(() => context.close());
  const page = await context.newPage();
  await page.goto(world.url);
  await fillIn(page);
  await page.reload();
  expect(await page.locator('textarea[name=message]').inputValue()).toBe(TEXT);
  const key = await page.evaluate<string>('document.cookie.split("=")[1]');
  // That storage is written to this profile at all.
  await page.evaluate('sessionStorage.setItem("seen", "this-is-found")');
  await page.close();
  await context.close();
  expect(await foundIn(profile, [TEXT, PHONE, NAME, key, 'this-is-found'])).toEqual(['this-is-found']);
});

test('fields that were typed in are none of those that a browser writes down, and still may be filled in before', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.goto('/');
  const phone = page.locator('input[name=phone]');
  expect(await phone.getAttribute('autocomplete')).toBe('tel');
  await fillIn(page);
  for (const field of [page.locator('textarea[name=message]'), phone])
    expect(await field.getAttribute('autocomplete')).toBe('off');
  await page.reload();
  expect(await phone.inputValue()).toBe(PHONE);
  expect(await phone.getAttribute('autocomplete')).toBe('off');
});

test('once the tip is sent neither the draft nor its key is kept', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.goto('/');
  await fillIn(page);
  expect(await page.evaluate('document.cookie')).toMatch(/^jebo-key=/);
  await page.locator('input[name=consent_contact]').check();
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
});

test('where no key can be kept nothing is kept in the clear either, and the form goes on', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.addInitScript(
    `Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} })`,
  );
  await page.goto('/');
  await page.locator('textarea[name=message]').fill(TEXT);
  world.clock.move(5_000);
  await page.evaluate('dispatchEvent(new PageTransitionEvent("pagehide"))');
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
});
