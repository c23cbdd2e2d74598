import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { type BadLine, createBadLine } from '../support/bad-line.ts';
import { openPage } from '../support/browser.ts';
import { createServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createWorld, type World } from '../support/world.ts';

const MB = 1024 * 1024;
const video = (name: string, size: number) => ({
  name,
  mimeType: 'video/mp4',
  buffer: Buffer.alloc(size, name),
});

const choose = (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
  page.locator('input[name=files]').setInputFiles(files);
const row = (page: Page, name: string) => page.locator('.upload', { hasText: name });
const inState = (page: Page, name: string, state: string) =>
  row(page, name)
    .and(page.locator(`[data-state=${state}]`))
    .waitFor();
const percent = async (page: Page, name: string) =>
  Number(await row(page, name).locator('progress').getAttribute('value'));
const uploadedAtLeast = (page: Page, name: string, least: number) =>
  expect.poll(() => percent(page, name), { timeout: 60_000 }).toBeGreaterThanOrEqual(least);
const write = (page: Page) => page.locator('textarea[name=message]').fill('현장 영상이에요');
const namesOf = async ({ database }: World) =>
  (await database.query.selectFrom('files').select('name').orderBy('position').execute()).map(
    ({ name }) => name,
  );
const unclaimed = (world: World, count: number) =>
  expect
    .poll(async () => (await world.database.query.selectFrom('uploads').select('id').execute()).length, {
      timeout: 30_000,
    })
    .toBe(count);

const keptFiles = async ({ dataDir }: World) =>
  (await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true })).filter(entry =>
    entry.isFile(),
  );

/** A desk at the end of a line of so many bytes a second, and a page that came by it. */
async function atBadLine(speed: number, settings = {}): Promise<{ world: World; line: BadLine; page: Page }> {
  const world = await createWorld({ settings });
  const line = await createBadLine(() => world.url);
  const page = await openPage({ url: line.url, lang: 'en', badLine: true });
  await page.goto('/');
  await write(page);
  line.throttle(speed);
  return { world, line, page };
}

async function send(page: Page, world: World): Promise<void> {
  world.clock.move(5_000);
  await page.locator('#send').click();
}

/** A file of noise, written piece by piece. */
async function bigVideo(size: number): Promise<{ path: string; sha256: string }> {
  const path = join(await temporaryFolder(), 'big.mp4');
  const file = await open(path, 'w');
  const piece = Buffer.alloc(MB);
  for (let at = 0; at < size; at += MB) {
    for (let place = 0; place < MB; place += 512)
      piece.writeUInt32LE((at + place * 2_654_435_761) >>> 0, place);
    await file.write(piece);
  }
  await file.close();
  return { path, sha256: await sha256Of(path) };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

test('300 MB over a line that is slow and cut again and again arrive whole, and go on after a reload where they were', async () => {
  const size = 300 * MB;
  const { path, sha256 } = await bigVideo(size);
  const { world, line, page } = await atBadLine(30 * MB);
  await choose(page, path);
  for (const least of [10, 20, 30]) {
    await uploadedAtLeast(page, 'big.mp4', least);
    line.cut();
  }
  await uploadedAtLeast(page, 'big.mp4', 40);
  await page.reload();
  await inState(page, 'big.mp4', 'to-be-chosen');
  expect(await page.locator('textarea[name=message]').inputValue()).toBe('현장 영상이에요');
  await uploadedAtLeast(page, 'big.mp4', 25);
  expect(await row(page, 'big.mp4').innerText()).toContain(
    'Choose the same file again, and it goes on after',
  );
  expect(await accessibilityFaults(page)).toEqual([]);

  await choose(page, path);
  await send(page, world);
  await uploadedAtLeast(page, 'big.mp4', 60);
  line.cut({ refuse: true });
  await page.getByText('The connection was lost.').first().waitFor();
  line.mend();
  await page.waitForURL('**/sent', { timeout: 90_000 });
  const [file] = await world.database.query.selectFrom('files').select(['sha256', 'size']).execute();
  expect(file).toEqual({ sha256, size });
  expect(line.sent()).toBeLessThan(1.5 * size);
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
});

test('“Send” waits for the files, says so, and sends by itself, while nothing is sent twice', async () => {
  const { world, line, page } = await atBadLine(200_000);
  await choose(page, [video('one.mp4', 2 * MB), video('two.mp4', MB), video('three.mp4', 1_000)]);
  await inState(page, 'three.mp4', 'waiting');
  await send(page, world);
  await page.locator('#sending').getByText('sent by itself once they are through').waitFor();
  await page.locator('#send').click({ force: true });
  expect(await world.database.query.selectFrom('tips').select('number').execute()).toEqual([]);
  await page.locator('textarea[name=message]').fill('what was written meanwhile');
  line.throttle(null);
  await page.waitForURL('**/sent');
  expect(await world.database.query.selectFrom('messages').select('body').execute()).toEqual([
    { body: 'what was written meanwhile' },
  ]);
  expect(await namesOf(world)).toEqual(['one.mp4', 'two.mp4', 'three.mp4']);
  await unclaimed(world, 0);
});

test('whoever would rather not wait stops the sending, and the files go on', async () => {
  const { world, line, page } = await atBadLine(200_000);
  await choose(page, video('one.mp4', 2 * MB));
  await send(page, world);
  await page.locator('#cancel').click();
  await page.locator('#sending').waitFor({ state: 'hidden' });
  line.throttle(null);
  await inState(page, 'one.mp4', 'done');
  await page.getByText('Press “Send the tip” to send them').first().waitFor();
  expect(await world.database.query.selectFrom('tips').select('number').execute()).toEqual([]);
  await send(page, world);
  await page.waitForURL('**/sent');
});

test('a file that cannot be taken loses neither the text nor the others: it is tried again, or the rest is sent without it', async () => {
  const { world, page } = await atBadLine(50 * MB);
  let isFull = true;
  await page.route('**/uploads', (route, request) => {
    const isTwo = request.headers()['upload-length'] === '2000';
    return isFull && isTwo ? route.fulfill({ status: 507, body: 'full' }) : route.fallback();
  });
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000), video('three.mp4', 3_000)]);
  await inState(page, 'two.mp4', 'failed');
  expect(await row(page, 'two.mp4').innerText()).toContain('We have no space for this file just now');
  await send(page, world);
  await page.locator('#stuck').getByText('“two.mp4” is not uploaded').waitFor();
  await page.locator('#again').click();
  await page.locator('#stuck').getByText('“two.mp4” is not uploaded').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('#without').click();
  await page.waitForURL('**/sent');
  expect(await namesOf(world)).toEqual(['one.mp4', 'three.mp4']);

  await page.goto('/');
  await write(page);
  await choose(page, video('two.mp4', 2_000));
  await inState(page, 'two.mp4', 'failed');
  await row(page, 'two.mp4').getByRole('button', { name: 'Try again' }).click();
  await inState(page, 'two.mp4', 'failed');
  isFull = false;
  await choose(page, video('two.mp4', 2_000));
  await inState(page, 'two.mp4', 'done');
  await send(page, world);
  await page.waitForURL('**/sent');
});

test('more files than a tip may have are told while the sending waits, and those beyond are not uploaded', async () => {
  const { world, line, page } = await atBadLine(200_000, { UPLOAD_FILE_COUNT: '2' });
  await choose(page, [video('one.mp4', 2 * MB), video('two.mp4', 1_000)]);
  await send(page, world);
  await page.locator('#sending').waitFor();
  await choose(page, video('three.mp4', 1_000));
  await page.locator('#summary').getByText('You can send up to 2 files. Please remove 1.').waitFor();
  line.throttle(null);
  await page.locator('#chosen-total').getByText('of 2 MB in all').waitFor();
  await inState(page, 'one.mp4', 'done');
  await inState(page, 'three.mp4', 'waiting');
  await row(page, 'two.mp4').getByRole('button', { name: 'Remove' }).click();
  await inState(page, 'three.mp4', 'done');
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await namesOf(world)).toEqual(['one.mp4', 'three.mp4']);
});

test('a file is paused, goes on, and when it is taken out nothing of it is left at the desk', async () => {
  const { world, line, page } = await atBadLine(200_000);
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
  await expect.poll(() => keptFiles(world), { timeout: 30_000 }).toEqual([]);
  expect(await page.evaluate('sessionStorage.getItem("jebo-uploads")')).toBeNull();
});

test('an upload outlives the server: killed in the middle, it goes on once the server is back', async () => {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  await server.start();
  const line = await createBadLine(() => server.url);
  const page = await openPage({ url: line.url, lang: 'en', badLine: true });
  await page.goto('/');
  await write(page);
  line.throttle(4 * MB);
  await choose(page, video('one.mp4', 20 * MB));
  await uploadedAtLeast(page, 'one.mp4', 70);
  await server.kill();
  const before = line.sent();
  await inState(page, 'one.mp4', 'interrupted');
  await server.start();
  line.throttle(null);
  await inState(page, 'one.mp4', 'done');
  expect(line.sent() - before).toBeLessThan(19 * MB);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
});

test('with the keyboard alone, files are paused and taken out, what happens is announced, and axe finds nothing', async () => {
  const { world, line, page } = await atBadLine(200_000);
  const status = page.locator('#status');
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
  await status.getByText('one.mp4 is removed').waitFor();
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Remove two.mp4');
  expect(await row(page, 'two.mp4').getByRole('progressbar').getAttribute('aria-label')).toBe(
    'Uploaded of two.mp4',
  );

  line.cut({ refuse: true });
  await status.getByText('The connection was lost').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  line.mend();
  line.throttle(null);
  await status.getByText('All uploaded').waitFor();
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await namesOf(world)).toEqual(['two.mp4', 'three.mp4']);
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
  expect(await namesOf(world)).toEqual(['one.mp4', 'two.mp4']);
  const left = await page.evaluate(
    `indexedDB.databases().then(all => [sessionStorage.length, localStorage.length, all.length])`,
  );
  expect(left).toEqual([0, 0, 0]);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).toEqual(['jebo-sent']);
});

test('a finished file that the desk has lost starts again by itself, and is sent', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000)]);
  await page.locator('#chosen-total').getByText('All uploaded').waitFor();
  await world.database.write(trx => trx.deleteFrom('uploads').where('name', '=', 'one.mp4').execute());
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await namesOf(world)).toEqual(['one.mp4', 'two.mp4']);
});

test('a finished file that the desk has lost since a reload is asked for again, and the rest can be sent without it', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000)]);
  await page.locator('#chosen-total').getByText('All uploaded').waitFor();
  await page.reload();
  await inState(page, 'one.mp4', 'done');
  await world.database.write(trx => trx.deleteFrom('uploads').where('name', '=', 'one.mp4').execute());
  await send(page, world);
  await page.locator('#stuck').getByText('“one.mp4” is not uploaded').waitFor();
  await inState(page, 'one.mp4', 'to-be-chosen');
  await page.locator('#without').click();
  await page.waitForURL('**/sent');
  expect(await namesOf(world)).toEqual(['two.mp4']);
});

test('where the code of the uploads cannot be loaded, files travel in the form as before', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await page.route('**/assets/uploads-*', route => route.abort());
  await choose(page, [video('one.mp4', 1_000)]);
  await page.locator('#chosen li', { hasText: 'one.mp4' }).waitFor();
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await namesOf(world)).toEqual(['one.mp4']);
});

test('the code of the uploads is loaded with the first file and not before', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  const asked: string[] = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  await page.goto('/');
  await write(page);
  expect(asked.filter(path => path.includes('uploads'))).toEqual([]);
  const loaded = page.waitForRequest('**/assets/uploads-*');
  await choose(page, [video('one.mp4', 10)]);
  await loaded;
  await inState(page, 'one.mp4', 'done');
  await send(page, world);
  await page.waitForURL('**/sent');
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
  expect(await namesOf(world)).toEqual(['pasted.png', 'dropped.png', 'last.png']);
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

test('without script, a form that comes back keeps the uploads that it brought, and drops those that are not to be had', async () => {
  const world = await createWorld();
  const begun = await world.request
    .post('/uploads')
    .set({ 'Tus-Resumable': '1.0.0', 'Upload-Length': '0', 'Upload-Metadata': 'filename YQ==' });
  const url = begun.headers['location'];
  const back = await world.request.post('/tips').type('form').send({ message: '', uploads: url });
  expect(back.text).toContain(`<input type="hidden" name="uploads" value="${url}"/>`);
  const refused = await world.request
    .post('/tips')
    .type('form')
    .send({ message: '', uploads: '/uploads/no' });
  expect(refused.text).not.toContain('name="uploads"');
});
