import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type BadLine, createBadLine } from '../../support/bad-line.ts';
import { openPage } from '../../support/browser.ts';
import type { Settings } from '../../support/settings.ts';
import { createWorld, type World } from '../../support/world.ts';
import { keptIn } from '../kept.ts';

export const MB = 1024 * 1024;

type Chosen = Parameters<ReturnType<Page['locator']>['setInputFiles']>[0];

export const video = (name: string, size: number) => ({
  name,
  mimeType: 'video/mp4',
  buffer: Buffer.alloc(size, name),
});

/** Bytes a second. So slow that no file of a megabyte or more comes to its end, however long a test looks at it. */
export const SLOW = 200_000;

/** A desk at the end of a line of so many bytes a second, and a page that came by it, its text written. */
export async function atBadLine(
  speed: number,
  settings: Settings = {},
): Promise<{ world: World; line: BadLine; page: Page }> {
  const world = await createWorld({ settings });
  const line = await createBadLine(() => world.url);
  const page = await openPage({ url: line.url, lang: 'en', badLine: true });
  await page.goto('/');
  await write(page);
  line.throttle(speed, speed === SLOW ? { each: 0.75 * MB } : {});
  return { world, line, page };
}

export const message = (page: Page) => page.locator('textarea[name=message]');

export const write = (page: Page) => message(page).fill('현장 영상이에요');

export const choose = (page: Page, files: Chosen) => page.locator('input[name=files]').setInputFiles(files);

export async function send(page: Page, world: World): Promise<void> {
  world.clock.move(5_000);
  await page.locator('#send').click();
}

export const row = (page: Page, name: string) => page.locator('.upload', { hasText: name });

export const inState = (page: Page, name: string, state: string) =>
  row(page, name)
    .and(page.locator(`[data-state=${state}]`))
    .waitFor();

export const uploadedAtLeast = (page: Page, name: string, least: number) =>
  expect
    .poll(async () => Number(await row(page, name).locator('progress').getAttribute('value')))
    .toBeGreaterThanOrEqual(least);

/** A reload finds so many uploads again: before that the page has asked for a place, and has no answer yet. */
export const keptForReload = (page: Page, count: number) =>
  expect.poll(async () => (await keptIn<unknown[]>(page, 'jebo-uploads'))?.length ?? 0).toBe(count);

/** Gives back what has been announced since, each time something was. */
export async function hear(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(`{
    const status = document.getElementById('status');
    window.heard = [];
    new MutationObserver(() => status.textContent && window.heard.push(status.textContent)).observe(status, { childList: true });
  }`);
  return () => page.evaluate<string[]>('window.heard');
}

/** A way for a test to hold something up until it lets it go. */
export function createGate(): { passed: Promise<void>; open(): void } {
  let open = () => {};
  const passed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

export const tipsOf = async ({ database }: World) =>
  (await database.query.selectFrom('tips').select('number').execute()).length;

/** Waits until the desk holds so many uploads that no tip has claimed. */
export const unclaimed = (world: World, count: number) =>
  expect
    .poll(async () => (await world.database.query.selectFrom('uploads').select('id').execute()).length)
    .toBe(count);
