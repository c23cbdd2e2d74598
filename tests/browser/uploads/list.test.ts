import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openFiles } from '../../../src/files/open-files.ts';
import { accessibilityFaults } from '../../support/axe.ts';
import { openPage } from '../../support/browser.ts';
import { whenDone } from '../../support/cleanup.ts';
import { fileNamesOf } from '../../support/sealed-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { createWorld, type World } from '../../support/world.ts';
import { keptIn } from '../kept.ts';
import {
  atBadLine,
  choose,
  hear,
  inState,
  MB,
  row,
  SLOW,
  send,
  unclaimed,
  uploadedAtLeast,
  video,
  write,
} from './world.ts';

/** Gives all files that the desk holds, whole or not, each time it is asked. */
async function watchFiles({ config, database }: World) {
  const files = await openFiles(config, { database });
  whenDone(() => files.close());
  return () => Readable.from(files.list()).toArray();
}

test('a file is paused, goes on, and when it is taken out nothing of it is left at the desk', async () => {
  const { world, line, page } = await atBadLine(SLOW);
  await choose(page, [video('one.mp4', 2 * MB), video('two.mp4', 2 * MB)]);
  await unclaimed(world, 2);
  await row(page, 'one.mp4').getByRole('button', { name: 'Pause' }).click();
  await inState(page, 'one.mp4', 'paused');
  await row(page, 'two.mp4').getByRole('button', { name: 'Remove' }).click();
  await unclaimed(world, 1);
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Remove one.mp4');
  await row(page, 'one.mp4').getByRole('button', { name: 'Go on' }).click();
  await inState(page, 'one.mp4', 'uploading');
  line.throttle(null);
  await inState(page, 'one.mp4', 'done');
  await row(page, 'one.mp4').getByRole('button', { name: 'Remove' }).click();
  await unclaimed(world, 0);
  expect(await page.locator(':focus').getAttribute('id')).toBe('files');
  await expect.poll(await watchFiles(world)).toEqual([]);
  expect(await page.evaluate('sessionStorage.getItem("jebo-uploads")')).toBeNull();
});

test('with the keyboard alone, files are paused and taken out, what happens is announced, and axe finds nothing', async () => {
  const { world, line, page } = await atBadLine(SLOW);
  const status = page.locator('#status');
  const heard = await hear(page);
  await choose(page, [video('one.mp4', 2 * MB), video('two.mp4', 2 * MB), video('three.mp4', 500)]);
  await inState(page, 'one.mp4', 'uploading');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('#files').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await inState(page, 'one.mp4', 'paused');
  await page.keyboard.press('Enter');
  await inState(page, 'one.mp4', 'waiting');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await heard()).join()).toContain('one.mp4 is removed');
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Remove two.mp4');
  expect(await row(page, 'two.mp4').getByRole('progressbar').getAttribute('aria-label')).toBe(
    'two.mp4: how much is uploaded',
  );

  line.cut({ refuse: true });
  await status.getByText('The connection was lost').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  line.mend();
  line.throttle(null);
  await status.getByText('All uploaded').waitFor();
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['two.mp4', 'three.mp4']);
});

test('what is finished stands in the list after a reload and a change of language, is sent, and leaves nothing behind', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.goto('/');
  await write(page);
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000)]);
  await inState(page, 'one.mp4', 'done');
  await inState(page, 'two.mp4', 'done');
  await page.reload();
  await inState(page, 'one.mp4', 'done');
  await page.locator('header a[hreflang=ko]').click();
  await page.waitForURL(/lang=ko/);
  await inState(page, 'two.mp4', 'done');
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4', 'two.mp4']);
  const left = await page.evaluate(
    `indexedDB.databases().then(all => [sessionStorage.length, localStorage.length, all.length])`,
  );
  expect(left).toEqual([0, 0, 0]);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).toEqual(['jebo-sent']);
});

test('pictures come by pasting anywhere and by dropping beside the zone, and pasted text stays text', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/');
  const bring = (kind: 'paste' | 'drop', place: string, name: string, text: string) =>
    page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File(['${name}'], '${name}', { type: 'image/png' }));
      if ('${text}') data.setData('text/plain', '${text}');
      const init = { bubbles: true, cancelable: true };
      const event = '${kind}' === 'paste' ? new ClipboardEvent('paste', { ...init, clipboardData: data }) : new DragEvent('drop', { ...init, dataTransfer: data });
      document.querySelector('${place}').dispatchEvent(event);
    }`);
  await bring('paste', 'h1', 'pasted.png', '');
  await inState(page, 'pasted.png', 'done');
  await bring('drop', 'h1', 'dropped.png', '');
  await inState(page, 'dropped.png', 'done');
  await bring('paste', 'textarea', 'with-text.png', 'words');
  await bring('paste', 'textarea', 'last.png', '');
  await inState(page, 'last.png', 'done');
  await write(page);
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['pasted.png', 'dropped.png', 'last.png']);
});

test('a photo has a preview, and what a browser cannot draw has an icon', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/');
  await write(page);
  const dot = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await choose(page, [
    { name: 'dot.png', mimeType: 'image/png', buffer: dot },
    { name: 'phone.heic', mimeType: 'image/heic', buffer: Buffer.from('not one that is drawn') },
  ]);
  await row(page, 'dot.png').locator('canvas').waitFor();
  await inState(page, 'phone.heic', 'done');
  expect(await row(page, 'phone.heic').locator('.thumb svg').count()).toBe(1);
  await send(page, world);
  await page.waitForURL('**/sent');
});

test('what is taken out while the line is gone is taken out at the desk once it is back, or after a reload', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000)]);
  await page.locator('#chosen-total').getByText('All uploaded').waitFor();
  await page.context().setOffline(true);
  await row(page, 'one.mp4').getByRole('button', { name: 'Remove' }).click();
  await page.context().setOffline(false);
  await unclaimed(world, 1);

  await page.route('**/uploads/*', route => route.abort());
  await row(page, 'two.mp4').getByRole('button', { name: 'Remove' }).click();
  await row(page, 'two.mp4').waitFor({ state: 'detached' });
  await page.unroute('**/uploads/*');
  await page.reload();
  await unclaimed(world, 0);
  await expect.poll(() => page.evaluate('sessionStorage.getItem("jebo-removals")')).toBeNull();
});

test('a file that could not be read is cured by choosing it again, and is not asked for after a reload as if it could go on', async () => {
  const { page } = await atBadLine(50 * MB);
  await page.evaluate(`{
    window.arrayBuffer = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  }`);
  await choose(page, video('one.mp4', 1_000));
  await inState(page, 'one.mp4', 'failed');
  await page.locator('#status').getByText('one.mp4 could not be uploaded').waitFor();
  expect(await page.evaluate('sessionStorage.getItem("jebo-uploads")')).toBeNull();
  await page.evaluate('Blob.prototype.arrayBuffer = window.arrayBuffer');
  await choose(page, video('one.mp4', 1_000));
  await inState(page, 'one.mp4', 'done');
  expect(await page.locator('.upload').count()).toBe(1);
});

test('files that are chosen once more are known again, and those that only look alike are told apart', async () => {
  const { page } = await atBadLine(50 * MB, { UPLOAD_FILE_COUNT: '4' });
  // Alike in name, size and beginning.
  const [one, other, third] = [
    video('image.png', MB),
    video('image.png', MB),
    video('image.png', MB),
  ] as const;
  other.buffer[MB / 2] = 0;
  third.buffer[MB - 1] = 0;
  await choose(page, [one, other, third, video('film.mp4', 1_000)]);
  await page.locator('#chosen-total').getByText('All uploaded').waitFor();
  const heard = await hear(page);
  await choose(page, [other, video('film.mp4', 1_000), third, one]);
  await expect.poll(async () => (await heard()).length).toBeGreaterThan(0);
  expect((await heard()).join()).not.toContain('You can send up to');
  await page.reload();
  await inState(page, 'film.mp4', 'done');
  await choose(page, [one, other, third]);
  await page.locator('#chosen-total').getByText('All uploaded').waitFor();
  expect(await page.locator('.upload[data-state=done]').count()).toBe(4);
});

test('a folder that is dropped, on the zone or beside it, is told in words, and files that come with it are taken', async () => {
  const { page } = await atBadLine(50 * MB);
  const folder = join(await temporaryFolder(), 'holiday');
  await mkdir(folder);
  const photo = join(folder, 'photo.jpg');
  await writeFile(photo, 'not quite a photo');
  const devtools = await page.context().newCDPSession(page);
  const drop = async (place: string, files: string[]) => {
    await page.locator(place).scrollIntoViewIfNeeded();
    const box = await page.locator(place).boundingBox();
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 };
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
  };
  for (const place of ['.drop', 'textarea[name=message]']) {
    await drop(place, [folder]);
    await page.locator('#files-fault').getByText('“holiday” is a folder').waitFor();
    await drop(place, [folder, photo]);
    await inState(page, 'photo.jpg', 'done');
    expect(await page.locator('.upload').count()).toBe(1);
    await row(page, 'photo.jpg').getByRole('button', { name: 'Remove' }).click();
    await page.locator('#files-fault').waitFor({ state: 'hidden' });
  }
});

test('Back brings a list from the browser’s memory up to what was done to it on the page after', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await choose(page, [video('face.mp4', 1_000), video('street.mp4', 2_000)]);
  await page.locator('#chosen-total').getByText('All uploaded').waitFor();
  const begun = await world.request
    .post('/uploads')
    .set({
      'Tus-Resumable': '1.0.0',
      'Upload-Length': '1',
      'Upload-Metadata': 'filename bGF0ZXIubXA0',
      'Content-Type': 'application/offset+octet-stream',
    })
    .send('x');
  const later = { name: 'later.mp4', size: 1, type: '', digest: '1-other', arrived: 1, isDone: true };
  const kept = JSON.stringify({ ...later, url: begun.headers['location'] });
  // As the browser does it, which keeps no page in memory under test.
  await page.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`);
  const [, street] = (await keptIn<unknown[]>(page, 'jebo-uploads')) ?? [];
  await page.evaluate(`{
    sessionStorage.setItem('jebo-uploads', JSON.stringify([${JSON.stringify(street)}, ${kept}]));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  }`);
  await row(page, 'face.mp4').waitFor({ state: 'detached' });
  await inState(page, 'later.mp4', 'done');
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['street.mp4', 'later.mp4']);
});

test('a picture that would fill the memory has an icon in place of a preview', async () => {
  const { page } = await atBadLine(50 * MB);
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
  const file = async (name: string, width: number, height: number) => {
    return { name, mimeType: 'image/png', buffer: await picture(width, height) };
  };
  await choose(page, [await file('poster.png', 9_000, 4_500), await file('photo.png', 400, 300)]);
  // One after the other: when the second is drawn, the first has been looked at.
  await row(page, 'photo.png').locator('canvas').waitFor();
  expect(await row(page, 'poster.png').locator('.thumb svg').count()).toBe(1);
});

test('buttons and bars have their names in browsers that know no ARIA properties, and bars are seen in forced colours', async () => {
  const { page } = await atBadLine(SLOW);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.evaluate('{ delete Element.prototype.ariaLabel; delete Element.prototype.ariaHidden; }');
  await choose(page, video('one.mp4', 2 * MB));
  await uploadedAtLeast(page, 'one.mp4', 30);
  const names = await row(page, 'one.mp4')
    .locator('button, progress')
    .evaluateAll(parts => parts.map(part => part.getAttribute('aria-label')));
  expect(names).toEqual(['one.mp4: how much is uploaded', 'Pause one.mp4', 'Remove one.mp4']);
  const bar = await row(page, 'one.mp4').locator('progress').screenshot();
  const { channels } = await sharp(bar).stats();
  // One colour alone has no deviation.
  expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20);
});
