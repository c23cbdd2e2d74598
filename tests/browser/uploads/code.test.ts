import { expect, test } from 'vitest';
import { openPage } from '../../support/browser.ts';
import { fileNamesOf } from '../../support/sealed-files.ts';
import { createWorld } from '../../support/world.ts';
import {
  atBadLine,
  choose,
  createGate,
  hear,
  inState,
  keptForReload,
  MB,
  SLOW,
  send,
  tipsOf,
  unclaimed,
  video,
  write,
} from './world.ts';

test('where the code of the uploads cannot be loaded, files travel in the form as before', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await page.route('**/assets/uploads-*', route => route.abort());
  await choose(page, [video('one.mp4', 1_000)]);
  await page.locator('#chosen li', { hasText: 'one.mp4' }).waitFor();
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4']);
});

test('where that code cannot be loaded, the focus goes from a removed file to the next one', async () => {
  const { page } = await atBadLine(50 * MB);
  await page.route('**/assets/uploads-*', route => route.abort());
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000)]);
  await page.getByRole('button', { name: 'Remove one.mp4' }).click();
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Remove two.mp4');
  await page.getByRole('button', { name: 'Remove two.mp4' }).click();
  expect(await page.locator(':focus').getAttribute('id')).toBe('files');
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

test('while the code of the uploads is on its way “Send” says that it waits, and can be stopped', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await page.clock.install();
  await page.route('**/assets/uploads-*', () => new Promise(() => {}));
  await choose(page, video('one.mp4', 1_000));
  const heard = await hear(page);
  await send(page, world);
  await page.locator('#sending-what').getByText('Getting your files ready').waitFor();
  expect((await heard()).at(-1)).toContain('Getting your files ready');
  await page.locator('#cancel').click();
  await page.locator('#sending').waitFor({ state: 'hidden' });
  await page.clock.fastForward(11_000);
  await page.clock.runFor(1_000);
  expect(await tipsOf(world)).toBe(0);
  expect(await page.locator('#send').getAttribute('aria-disabled')).toBeNull();
});

test('code that failed to load is asked for again with the next file', async () => {
  const { page } = await atBadLine(50 * MB);
  await page.route('**/assets/uploads-*', route => route.abort(), { times: 1 });
  await choose(page, video('one.mp4', 1_000));
  await page.locator('#chosen li:not(.upload)', { hasText: 'one.mp4' }).waitFor();
  await choose(page, video('two.mp4', 2_000));
  await inState(page, 'one.mp4', 'done');
  await inState(page, 'two.mp4', 'done');
});

test('code that comes while the files travel in the form uploads nothing a second time, until that has failed', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await page.clock.install();
  const [code, answer] = [createGate(), createGate()];
  await page.route('**/assets/uploads-*', async route => {
    await code.passed;
    await route.continue();
  });
  await page.route('**/tips*', async route => {
    await answer.passed;
    await route.fulfill({ status: 500 });
  });
  const uploads: string[] = [];
  page.on('request', request => request.url().includes('/uploads') && uploads.push(request.method()));
  await choose(page, video('one.mp4', 1_000));
  await send(page, world);
  await page.locator('#sending-what').getByText('Getting your files ready').waitFor();
  await page.clock.fastForward(11_000);
  await page.locator('#sending-what').getByText('Sending your tip').waitFor();
  const loaded = page.waitForResponse('**/assets/uploads-*');
  code.open();
  await (await loaded).finished();
  await page.waitForTimeout(100);
  expect(uploads).toEqual(['GET']);
  await page.unroute('**/tips*');
  answer.open();
  await page.waitForURL('**/sent');
  expect(uploads).toContain('POST');
  expect(await fileNamesOf(world)).toEqual(['one.mp4']);
});

test('what was uploaded before a reload goes along where the code does not come any more, and never with the next tip', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await choose(page, video('one.mp4', 1_000));
  await inState(page, 'one.mp4', 'done');
  await page.route('**/assets/uploads-*', route => route.abort());
  await page.reload();
  await page.locator('#chosen li', { hasText: 'one.mp4' }).waitFor();
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4']);
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
});

test('what was half uploaded before a reload is named where the code does not come any more, and can be taken out', async () => {
  const { world, line, page } = await atBadLine(SLOW);
  await choose(page, video('one.mp4', 2 * MB));
  await unclaimed(world, 1);
  await keptForReload(page, 1);
  await page.route('**/assets/uploads-*', route => route.abort());
  await page.reload();
  line.throttle(null);
  await send(page, world);
  await page.locator('#summary').getByText('“one.mp4” is not fully uploaded').waitFor();
  // Also once the code has failed to come for another time.
  await page.waitForTimeout(200);
  expect(await page.locator('#files-fault').innerText()).toContain('is not fully uploaded');
  expect(await tipsOf(world)).toBe(0);
  await page.locator('#chosen').getByRole('button', { name: 'Remove one.mp4' }).click();
  await unclaimed(world, 0);
  await send(page, world);
  await page.waitForURL('**/sent');
});
