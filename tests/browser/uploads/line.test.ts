import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../../support/axe.ts';
import { createBadLine } from '../../support/bad-line.ts';
import { openPage } from '../../support/browser.ts';
import { fileNamesOf, fileRows } from '../../support/sealed-files.ts';
import { createServerProcess } from '../../support/server-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import {
  atBadLine,
  choose,
  createGate,
  hear,
  inState,
  MB,
  message,
  row,
  send,
  unclaimed,
  uploadedAtLeast,
  video,
  write,
} from './world.ts';

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
  line.throttle(30 * MB, { most: 0.75 * size });
  await choose(page, path);
  for (const least of [10, 20, 30]) {
    await uploadedAtLeast(page, 'big.mp4', least);
    line.cut();
  }
  await uploadedAtLeast(page, 'big.mp4', 40);
  await page.reload();
  await inState(page, 'big.mp4', 'to-be-chosen');
  expect(await message(page).inputValue()).toBe('현장 영상이에요');
  await uploadedAtLeast(page, 'big.mp4', 25);
  expect(await row(page, 'big.mp4').innerText()).toContain(
    'Choose the same file again, and it goes on after',
  );
  expect(await accessibilityFaults(page)).toEqual([]);

  line.throttle(30 * MB, { most: 0.4 * size });
  await choose(page, path);
  await send(page, world);
  await uploadedAtLeast(page, 'big.mp4', 60);
  line.cut({ refuse: true });
  await page.getByText('The connection was lost.').first().waitFor();
  line.throttle(30 * MB);
  line.mend();
  await page.waitForURL('**/sent', { timeout: 4 * 60_000 });
  const [file] = await fileRows(world);
  expect(file).toMatchObject({ sha256, size });
  expect(line.sent()).toBeLessThan(1.5 * size);
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
});

test('an upload outlives the server: killed in the middle, it goes on once the server is back', async () => {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  await server.start();
  const line = await createBadLine(() => server.url);
  const page = await openPage({ url: line.url, lang: 'en', badLine: true });
  await page.goto('/');
  await write(page);
  line.throttle(4 * MB, { most: 18 * MB });
  await choose(page, video('one.mp4', 20 * MB));
  // The second of two pieces is under way, so that the first is known to be durable.
  await uploadedAtLeast(page, 'one.mp4', 85);
  await server.kill();
  const before = line.sent();
  await inState(page, 'one.mp4', 'interrupted');
  await server.start();
  line.throttle(null);
  await inState(page, 'one.mp4', 'done');
  expect(line.sent() - before).toBeLessThan(8 * MB);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
});

test('a file that is paused and goes on while the server makes a place for it has one place there', async () => {
  const { world, page } = await atBadLine(50 * MB);
  const begun: string[] = [];
  const gate = createGate();
  await page.route('**/uploads', async route => {
    begun.push(route.request().method());
    await gate.passed;
    await route.continue();
  });
  await page.route('**/uploads/*', (route, request) =>
    request.method() === 'PATCH' ? new Promise(() => {}) : route.fallback(),
  );
  await choose(page, video('one.mp4', 1_000));
  await inState(page, 'one.mp4', 'uploading');
  await row(page, 'one.mp4').getByRole('button', { name: 'Pause' }).click();
  await row(page, 'one.mp4').getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => begun.length).toBe(2);
  const patched = page.waitForRequest(request => request.method() === 'PATCH');
  gate.open();
  await patched;
  await unclaimed(world, 1);
  await row(page, 'one.mp4').getByRole('button', { name: 'Remove' }).click();
  await unclaimed(world, 0);
});

test('a connection that died without a word is given up when the phone wakes, and else soon for a small file', async () => {
  const { line, page } = await atBadLine(50 * MB);
  await page.clock.install();
  line.hush('PATCH /uploads');
  await choose(page, video('one.mp4', MB));
  await row(page, 'one.mp4').getByText('Making sure it is stored').waitFor();
  await page.clock.fastForward(5_000);
  await inState(page, 'one.mp4', 'uploading');
  await page.evaluate('dispatchEvent(new Event("online"))');
  await inState(page, 'one.mp4', 'done');

  line.hush('PATCH /uploads');
  await choose(page, video('two.mp4', MB));
  await row(page, 'two.mp4').getByText('Making sure it is stored').waitFor();
  await page.clock.fastForward(65_000);
  await inState(page, 'two.mp4', 'done');
});

test('on a slow line nobody is told of a lost connection while the last bytes of a piece are still under way', async () => {
  const { line, page } = await atBadLine(500 * MB);
  await page.clock.install();
  line.hush('PATCH /uploads');
  await choose(page, video('two-pieces.mp4', 17 * MB));
  await uploadedAtLeast(page, 'two-pieces.mp4', 94);
  await page.clock.fastForward(12_000);
  await page.clock.runFor(1_500);
  await inState(page, 'two-pieces.mp4', 'uploading');
  await page.clock.fastForward(65_000);
  await inState(page, 'two-pieces.mp4', 'done');
});

test('a file over which the server fails again and again is told, and holds up no other', async () => {
  const { page } = await atBadLine(50 * MB);
  await page.clock.install();
  await page.route('**/uploads', (route, request) =>
    Number(request.headers()['upload-length']) > 2_000 ? route.fulfill({ status: 500 }) : route.fallback(),
  );
  await choose(page, [video('bad-1.mp4', 3_000), video('bad-2.mp4', 3_001), video('good.mp4', 2_000)]);
  await expect
    .poll(async () => {
      await page.clock.fastForward(5_000);
      return page.locator('.upload[data-state=failed]').count();
    })
    .toBe(2);
  await inState(page, 'good.mp4', 'done');
  expect(await row(page, 'bad-1.mp4').innerText()).toContain('This file could not be taken.');
});

test('where something lets only GET and POST through, files arrive and are removed all the same', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await page.route('**/uploads/*', (route, request) =>
    ['PATCH', 'DELETE'].includes(request.method()) ? route.fulfill({ status: 405 }) : route.fallback(),
  );
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000)]);
  await inState(page, 'one.mp4', 'done');
  await inState(page, 'two.mp4', 'done');
  await row(page, 'two.mp4').getByRole('button', { name: 'Remove' }).click();
  await unclaimed(world, 1);
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4']);
});

test('each loss of the connection is announced, also after the file that was cut is taken out', async () => {
  const { line, page } = await atBadLine(50 * MB);
  await choose(page, video('warm.mp4', 500));
  await inState(page, 'warm.mp4', 'done');
  const heard = await hear(page);
  line.cut({ refuse: true });
  for (const name of ['one.mp4', 'two.mp4']) {
    await choose(page, video(name, 1_000));
    await inState(page, name, 'interrupted');
    await row(page, name).getByRole('button', { name: 'Remove' }).click();
    await row(page, name).waitFor({ state: 'detached' });
  }
  expect((await heard()).filter(text => text.startsWith('The connection was lost'))).toHaveLength(2);
});

test('a file within our limit that something on the way refuses for its size may be tried again', async () => {
  const { page } = await atBadLine(50 * MB);
  await page.route('**/uploads', route => route.fulfill({ status: 413 }), { times: 1 });
  await choose(page, video('one.mp4', 1_000));
  await inState(page, 'one.mp4', 'failed');
  expect(await row(page, 'one.mp4').innerText()).toContain('Something between you and us refused this file');
  await row(page, 'one.mp4').getByRole('button', { name: 'Try again' }).click();
  await inState(page, 'one.mp4', 'done');
});

test('where the server is away it is said so, and after a minute of it the tip may go without the file', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await page.clock.install();
  await page.route('**/uploads/*', (route, request) =>
    request.method() === 'PATCH' ? route.fulfill({ status: 503 }) : route.fallback(),
  );
  await choose(page, video('one.mp4', 2_000));
  await inState(page, 'one.mp4', 'interrupted');
  expect(await row(page, 'one.mp4').innerText()).toContain('The server cannot take it just now');
  await send(page, world);
  await page.locator('#sending-what').getByText('Our server cannot take files just now').waitFor();
  const without = page.getByRole('button', { name: 'Send without it' });
  expect(await without.count()).toBe(0);
  await page.clock.fastForward(61_000);
  await page.locator('#stuck').getByText('Nothing of “one.mp4” has moved for a while').waitFor();
  await without.click();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual([]);
  await unclaimed(world, 0);
});
