import { expect, test } from 'vitest';
import { accessibilityFaults } from '../../support/axe.ts';
import { openPage } from '../../support/browser.ts';
import { fileNamesOf } from '../../support/sealed-files.ts';
import type { Settings } from '../../support/settings.ts';
import { createWorld } from '../../support/world.ts';
import { atBadLine, choose, inState, keptForReload, MB, row, SLOW, send, video } from './world.ts';

test.each<Settings>([{ UPLOAD_FILE_COUNT: '1' }, { UPLOAD_TOTAL_LIMIT: '2500' }])(
  'a file beyond the limits (%j) says so in its row, is in no sum, and goes up once there is room',
  async limits => {
    const { world, page } = await atBadLine(50 * MB, limits);
    await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000)]);
    await inState(page, 'one.mp4', 'done');
    await page.locator('#status').getByText('Files beyond the limit are not uploaded.').waitFor();
    await row(page, 'two.mp4').getByText('Beyond the limit, so not uploaded').waitFor();
    expect(await row(page, 'two.mp4').getByRole('button', { name: 'Pause' }).count()).toBe(0);
    expect(await page.locator('#chosen-total').isHidden()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await row(page, 'one.mp4').getByRole('button', { name: 'Remove' }).click();
    await inState(page, 'two.mp4', 'done');
    await send(page, world);
    await page.waitForURL('**/sent');
    expect(await fileNamesOf(world)).toEqual(['two.mp4']);
  },
);

test('on the narrowest phones no address and no word is torn in two, and each fault has a line of its own', async () => {
  const world = await createWorld({ settings: { UPLOAD_FILE_COUNT: '1', UPLOAD_FILE_LIMIT: '1mb' } });
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  await choose(page, [video('one.mp4', 100_000), video('two.mp4', 2_000), video('big.mp4', 2 * MB)]);
  await inState(page, 'one.mp4', 'done');
  for (const text of [page.getByText('social@ytn.co.kr'), page.getByText('Uploaded', { exact: true })]) {
    const lines = await text.evaluate(element => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getClientRects().length;
    });
    expect([await text.textContent(), lines]).toEqual([await text.textContent(), 1]);
  }
  const faults = (await page.locator('#files-fault').innerText()).split('\n');
  expect(faults.map(fault => fault.split(' ')[0])).toEqual(['“big.mp4”', 'You']);
});

test('a file that must be chosen again is chosen from its own row, and from where “Send” waits for it', async () => {
  const { world, line, page } = await atBadLine(SLOW);
  const one = video('one.mp4', 2 * MB);
  await choose(page, [one]);
  await keptForReload(page, 1);
  await page.reload();
  await inState(page, 'one.mp4', 'to-be-chosen');
  const byRow = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose again: one.mp4' }).click();
  await byRow;
  await send(page, world);
  const byPanel = page.waitForEvent('filechooser');
  await page.locator('#sending').getByRole('button', { name: 'Choose again' }).click();
  line.throttle(null);
  await (await byPanel).setFiles([one]);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4']);
});
