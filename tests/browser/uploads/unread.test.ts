import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../../support/axe.ts';
import { fileNamesOf, fileRows } from '../../support/sealed-files.ts';
import { atBadLine, choose, hear, inState, MB, message, row, SLOW, send, video } from './world.ts';

const empty = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.alloc(0) });

/** As a phone hands over what it has not wholly fetched from a cloud: the size is told, and half of it is there. */
const shortenFiles = (page: Page, name: string) =>
  page.evaluate(`{
    const { get } = Object.getOwnPropertyDescriptor(Blob.prototype, 'size');
    Object.defineProperty(File.prototype, 'size', {
      configurable: true,
      get() { return get.call(this) * (this.name === ${JSON.stringify(name)} ? 2 : 1); },
    });
  }`);

/** In both ways in which files travel. */
const WAYS = [{ ahead: true }, { ahead: false }];

async function open(ahead: boolean) {
  const { world, page } = await atBadLine(50 * MB);
  if (!ahead) await page.route('**/assets/uploads-*', route => route.abort());
  return { world, page };
}

const rowOf = (page: Page, name: string) => page.locator('#chosen li', { hasText: name });

test.each(WAYS)(
  'an empty file is told beside it at once, and one press sends without it: %j',
  async ({ ahead }) => {
    const { world, page } = await open(ahead);
    const heard = await hear(page);
    await choose(page, [empty('cloud.jpg'), video('one.mp4', 1_000)]);
    await rowOf(page, 'cloud.jpg').getByText('This file is empty (0 bytes)').waitFor();
    await expect.poll(async () => (await heard()).join()).toContain('This file is empty');
    expect(await message(page).inputValue()).toBe('현장 영상이에요');
    expect(await accessibilityFaults(page)).toEqual([]);
    await send(page, world);
    await page.locator('#stuck').getByText('“cloud.jpg” is not uploaded').waitFor();
    await page.getByRole('button', { name: 'Send without it' }).click();
    await page.waitForURL('**/sent');
    expect(await fileNamesOf(world)).toEqual(['one.mp4']);
  },
);

test.each(WAYS)(
  'a file that ends before its size is told as that, and not as a lost line: %j',
  async ({ ahead }) => {
    const { world, page } = await open(ahead);
    await shortenFiles(page, 'half.mp4');
    const heard = await hear(page);
    await choose(page, [video('half.mp4', 9_000), video('one.mp4', 1_000)]);
    await rowOf(page, 'half.mp4').getByText('This file ends before its size is reached').waitFor();
    await send(page, world);
    await page.locator('#stuck').getByText('“half.mp4” is not uploaded').waitFor();
    expect((await heard()).join()).not.toContain('connection');
    // Chosen again, it is whole.
    const picker = page.waitForEvent('filechooser');
    await page.locator('#sending').getByRole('button', { name: 'Choose again' }).click();
    await page.evaluate(`Object.defineProperty(File.prototype, 'size',
    Object.getOwnPropertyDescriptor(Blob.prototype, 'size'))`);
    await (await picker).setFiles(video('half.mp4', 18_000));
    await page.waitForURL('**/sent');
    expect((await fileNamesOf(world)).sort()).toEqual(['half.mp4', 'one.mp4']);
    const half = (await fileRows(world)).filter(({ name }) => name === 'half.mp4');
    expect(half).toMatchObject([{ size: 18_000 }]);
  },
);

test.each(WAYS)(
  'what is chosen again takes the place of the empty file of its name: %j',
  async ({ ahead }) => {
    const { world, page } = await open(ahead);
    await choose(page, [empty('a.jpg'), empty('b.jpg')]);
    await rowOf(page, 'b.jpg').getByText('This file is empty').waitFor();
    await choose(page, video('a.jpg', 1_000));
    await expect.poll(() => page.locator('#chosen li').count()).toBe(2);
    await send(page, world);
    await page.locator('#stuck').getByText('“b.jpg” is not uploaded').waitFor();
    await page.locator('#chosen').getByRole('button', { name: 'Remove b.jpg' }).click();
    await page.waitForURL('**/sent');
    expect(await fileNamesOf(world)).toEqual(['a.jpg']);
  },
);

test('a file that shrinks while it is on its way is told as that', async () => {
  const { page, line } = await atBadLine(SLOW);
  const before = line.sent();
  await choose(page, video('long.mp4', 2 * MB));
  await inState(page, 'long.mp4', 'uploading');
  // Its bytes are on their way: else it ends too early before it is paused.
  await expect.poll(() => line.sent() - before).toBeGreaterThan(100_000);
  await page.evaluate(`{
    const { slice } = Blob.prototype;
    Blob.prototype.slice = function (from, to) { return slice.call(this, Math.min(from, 500000), Math.min(to, 500000)); };
  }`);
  await page.route('**/uploads/*', (route, request) =>
    request.method() === 'PATCH' ? route.abort() : route.fallback(),
  );
  await row(page, 'long.mp4').getByRole('button', { name: 'Pause' }).click();
  // Or the whole file, which stands in the line by now, arrives all the same.
  line.cut();
  await row(page, 'long.mp4').getByRole('button', { name: 'Go on' }).click();
  await row(page, 'long.mp4').getByText('This file ends before its size is reached').waitFor();
});
