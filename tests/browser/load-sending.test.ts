import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { fileNamesOf } from '../support/sealed-files.ts';
import { createWorld } from '../support/world.ts';
import { choose, createGate, message, send, video } from './uploads/world.ts';

const openForm = async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en', badLine: true });
  return { world, page };
};
const tips = ({ database }: Awaited<ReturnType<typeof openForm>>['world']) =>
  database.query.selectFrom('tips').select('number').execute();

test('the code that sends is asked for when the form is touched, and not before', async () => {
  const { page } = await openForm();
  const asked: string[] = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  await page.goto('/', { waitUntil: 'networkidle' });
  const isSending = (path: string) => path.startsWith('/assets/send-');
  expect(asked.filter(isSending)).toEqual([]);
  await page.locator('#message').focus();
  await expect.poll(() => asked.filter(isSending).length).toBe(1);
});

test('with the line gone before the code that sends has come, Send tells it and sends once the line is back', async () => {
  const { world, page } = await openForm();
  let isCut = true;
  await page.route('**/assets/send-*', route => (isCut ? route.abort() : route.continue()));
  await page.goto('/');
  await page.locator('#message').fill('on a train');
  world.clock.move(5_000);
  await page.context().setOffline(true);
  await page.locator('#send').click();
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  isCut = false;
  await page.context().setOffline(false);
  await page.waitForURL('**/sent');
  expect(await tips(world)).toHaveLength(1);
});

test('where the code that sends is gone for ever, the form is sent plainly, with its files', async () => {
  const { world, page } = await openForm();
  await page.route(/assets\/(send|uploads)-/, route => route.fulfill({ status: 404, body: '' }));
  await page.goto('/');
  await page.locator('#message').fill('the desk was upgraded meanwhile');
  await page
    .locator('input[name=files]')
    .setInputFiles({ name: 'a.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(900, 1) });
  await page.locator('#chosen li').waitFor();
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  expect([await tips(world), await fileNamesOf(world)]).toEqual([[{ number: 1 }], ['a.mp4']]);
});

test('sent plainly, the form waits for files that go up, and its page keeps no draft', async () => {
  const { world, page } = await openForm();
  const end = createGate();
  await page.route(/assets\/send-/, route => route.fulfill({ status: 404, body: '' }));
  await page.route(/\/uploads\/./, async route => {
    if (route.request().method() === 'PATCH') await end.passed;
    await route.continue();
  });
  await page.goto('/');
  await message(page).fill('with a film');
  await choose(page, video('a.mp4', 30_000));
  await page.locator('.upload[data-state=uploading]').waitFor();
  await send(page, world);
  await page.locator('#sending-what').getByText('sent by itself').waitFor();
  end.open();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['a.mp4']);
  await expect.poll(() => page.evaluate('sessionStorage.length')).toBe(0);
});

test('where the code that sends hangs, Send tells that nothing has left, and sends plainly', async () => {
  const { world, page } = await openForm();
  await page.route(/assets\/send-/, () => {});
  await page.goto('/');
  await message(page).fill('the line hangs');
  await send(page, world);
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  await page.waitForURL('**/sent');
  expect(await tips(world)).toHaveLength(1);
});
