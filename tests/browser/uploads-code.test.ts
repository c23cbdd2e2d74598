import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { createWorld } from '../support/world.ts';
import {
  atBadLine,
  choose,
  hear,
  inState,
  MB,
  namesOf,
  send,
  tipsOf,
  video,
  write,
} from './uploads-world.ts';

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
