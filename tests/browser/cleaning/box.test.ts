import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openPage } from '../../support/browser.ts';
import { fileRows } from '../../support/sealed-files.ts';
import { createWorld, type World } from '../../support/world.ts';

const MARK = 'MADE-WITH-SECRETCAM';

const photo = async (name = 'a.jpg', shade = 9) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await sharp({
    create: { width: 64, height: 32, channels: 3, background: { r: shade, g: 9, b: 9 } },
  })
    .withExif({ IFD0: { Make: MARK } })
    .jpeg()
    .toBuffer(),
});
const film = { name: 'b.mp4', mimeType: 'video/mp4', buffer: Buffer.from(`\0\0\0\x18ftypmp42${MARK}`) };

const openForm = async (settings = {}) => {
  const world = await createWorld({ settings });
  const page = await openPage({ url: world.url, lang: 'en', badLine: true });
  await page.goto('/');
  await page.locator('#message').fill('with photos');
  await page.locator('summary', { hasText: 'Must nobody learn' }).click();
  return { world, page };
};

const box = (page: Page) => page.getByLabel('Send without place and device');
const choose = (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
  page.locator('input[name=files]').setInputFiles(files);
const names = (page: Page) => page.locator('#chosen .file-name').allInnerTexts();

/** Sends, and gives back what the newsroom got: each file's name, and whether its maker's mark stands in it. */
async function send(page: Page, world: World) {
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  const files = await fileRows(world);
  const staff = await world.signIn();
  const marked = async ({ id, name }: { id: string; name: string }) => {
    const { body } = await staff.get(`/admin/tips/1/files/${id}`).buffer(true).responseType('blob');
    return [name, Buffer.from(body).includes(MARK)] as const;
  };
  return Object.fromEntries(await Promise.all(files.map(marked)));
}

test('with the box ticked, place and device are out of what the newsroom gets, over a reload too', async () => {
  const { world, page } = await openForm();
  await box(page).check();
  await choose(page, [await photo('a.jpg'), await photo('c.jpg', 90)]);
  await page.locator('.upload[data-state=done]').nth(1).waitFor();
  expect(await page.locator('.upload .size').first().innerText()).toMatch(/B · no place, no device$/);

  await page.reload();
  await page.locator('.upload[data-state=done]').nth(1).waitFor();
  expect(await box(page).isChecked()).toBe(true);
  expect(await page.locator('.upload .size').first().innerText()).toMatch(/no place, no device$/);
  expect(await send(page, world)).toEqual({ 'a.jpg': false, 'c.jpg': false });
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
});

test('without the box, a photo goes as it is', async () => {
  const { world, page } = await openForm();
  await choose(page, [await photo()]);
  await page.locator('.upload[data-state=done]').waitFor();
  expect(await page.locator('.upload .size').innerText()).not.toContain('device');
  expect(await send(page, world)).toEqual({ 'a.jpg': true });
});

test('what cannot be cleaned is not added, and is told; switched off, it goes as it is', async () => {
  const { world, page } = await openForm();
  await box(page).check();
  await choose(page, [film, await photo()]);
  await page.locator('#files-fault', { hasText: 'cannot be taken out of “b.mp4”' }).waitFor();
  expect(await names(page)).toEqual(['a.jpg']);
  await box(page).uncheck();
  await choose(page, film);
  await page.locator('.upload[data-state=done]').nth(1).waitFor();
  expect(await send(page, world)).toEqual({ 'a.jpg': false, 'b.mp4': true });
});

test('ticked after files were uploaded, it takes them back and cleans them, or asks for them again', async () => {
  const { world, page } = await openForm();
  await choose(page, [await photo('a.jpg'), film]);
  await page.locator('.upload[data-state=done]').nth(1).waitFor();
  await page.reload();
  await choose(page, await photo('c.jpg', 90));
  await page.locator('.upload[data-state=done]').nth(2).waitFor();
  await page.locator('summary', { hasText: 'Must nobody learn' }).click();
  await box(page).check();
  await page.locator('#files-fault', { hasText: 'choose “a.jpg” again' }).waitFor();
  await expect.poll(() => names(page)).toEqual(['c.jpg']);
  await page.locator('.upload[data-state=done]').waitFor();
  const uploads = () => world.database.query.selectFrom('uploads').select('id').execute();
  await expect.poll(async () => (await uploads()).length).toBe(1);
  expect(await send(page, world)).toEqual({ 'c.jpg': false });
});

test('where the code that cleans does not come, nothing goes uncleaned, and Send does not leave it out silently', async () => {
  const { world, page } = await openForm();
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route('**/assets/cleaning-*', async route => {
    await held;
    await route.abort();
  });
  await box(page).check();
  await choose(page, await photo());
  world.clock.move(5_000);
  await page.locator('#send').click();
  release();
  await page.locator('#files-fault', { hasText: 'could not be taken out of “a.jpg”' }).waitFor();
  expect(await page.locator('#summary').isVisible()).toBe(true);
  expect(await world.database.query.selectFrom('uploads').select('id').execute()).toEqual([]);
  expect(await world.database.query.selectFrom('tips').select('number').execute()).toEqual([]);

  await page.unroute('**/assets/cleaning-*');
  await choose(page, await photo());
  await page.locator('.upload[data-state=done]').waitFor();
  expect(await send(page, world)).toEqual({ 'a.jpg': false });
});

test('where no upload can be made, a cleaned photo travels in the form', async () => {
  const { world, page } = await openForm();
  await page.route('**/assets/uploads-*', route => route.abort());
  await box(page).check();
  await choose(page, [await photo(), film]);
  await page.locator('#chosen', { hasText: 'no place, no device' }).waitFor();
  expect(await send(page, world)).toEqual({ 'a.jpg': false });
});

test('without script there is no box, and the reader is told to clean photos before', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en', javaScript: false });
  await page.goto('/');
  await page.locator('summary', { hasText: 'Must nobody learn' }).click();
  expect(await box(page).isVisible()).toBe(false);
  expect(await page.getByText('Without script this page cannot take that out').isVisible()).toBe(true);
});

test('where the code that cleans hangs, the file is told of and does not go', async () => {
  const { page } = await openForm();
  await page.route(/assets\/cleaning-/, () => {});
  await box(page).check();
  await choose(page, await photo('a.jpg'));
  await page.locator('#files-fault').getByText('a.jpg').waitFor();
  expect(await names(page)).toEqual([]);
});
