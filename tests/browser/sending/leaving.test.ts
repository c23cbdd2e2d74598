import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../../support/browser.ts';
import { createWorld } from '../../support/world.ts';
import { atBadLine, choose, inState, MB, message, row, SLOW, send, video } from '../uploads/world.ts';

/** Whether the page asks before it is left, by the standard's way and by that of Chrome before 119. */
const asks = (page: Page) =>
  page.evaluate<[boolean, boolean]>(`(() => {
    const event = document.createEvent('BeforeUnloadEvent');
    event.initEvent('beforeunload', false, true);
    dispatchEvent(event);
    return [event.defaultPrevented, event.returnValue !== ''];
  })()`);

test('leaving is asked about while files or the tip are under way, in older Chrome too', async () => {
  const { world, page } = await atBadLine(SLOW);
  page.on('dialog', dialog => void dialog.accept());
  expect(await asks(page)).toEqual([false, false]);
  await choose(page, video('one.mp4', MB));
  await inState(page, 'one.mp4', 'uploading');
  expect(await asks(page)).toEqual([true, true]);
  await row(page, 'one.mp4').getByRole('button', { name: 'Remove' }).click();
  expect(await asks(page)).toEqual([false, false]);
  await page.route('**/tips*', route => route.abort());
  await send(page, world);
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  expect(await asks(page)).toEqual([true, true]);
  await page.locator('#stop').click();
  expect(await asks(page)).toEqual([false, false]);
});

test('a receipt that is not kept asks before it is left, in older Chrome too', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  page.on('dialog', dialog => void dialog.accept());
  await page.goto('/');
  await message(page).fill('글');
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await asks(page)).toEqual([true, true]);
  await page.locator('#noted').check();
  expect(await asks(page)).toEqual([false, false]);
});
