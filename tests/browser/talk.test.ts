import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { openPage } from '../support/browser.ts';
import { createWorld, type World } from '../support/world.ts';

const FILM = { name: '현장.mp4', mimeType: 'video/mp4', buffer: Buffer.from('film') };

async function sendTip(world: World): Promise<string> {
  const sent = await world.request
    .post('/tips')
    .accept('json')
    .field({ message: '역 앞에서 불이 났어요', phone: '010-1234-5678', consent_contact: 'on' })
    .attach('files', Buffer.from('x'), { filename: '긴이름'.repeat(30), contentType: 'image/jpeg' })
    .expect(201);
  return String(sent.body.receipt);
}

async function enter(page: Page, receipt: string): Promise<void> {
  await page.goto('/receipt');
  await page.locator('#receipt').fill(receipt);
  await page.locator('#receipt').press('Enter');
  await page.waitForURL('**/tip?lang=*');
}

test.each([
  { lang: 'ko', phone: true, colorScheme: 'light' },
  { lang: 'en', phone: false, colorScheme: 'dark' },
] as const)('axe finds nothing on the pages of a talk, and none scrolls sideways: %j', async visit => {
  const world = await createWorld();
  const receipt = await sendTip(world);
  const page = await openPage({ url: world.url, ...visit });
  const faults: Record<string, string[]> = {};
  const look = async (name: string) => {
    const width = page.viewportSize()?.width ?? 0;
    await page.setViewportSize({ width: 320, height: 800 });
    const sideways = await page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
    await page.setViewportSize({ width, height: 844 });
    const found = [...(await accessibilityFaults(page)), ...(sideways === true ? ['scrolls sideways'] : [])];
    if (found.length > 0) faults[name] = found;
  };
  await page.goto('/receipt');
  await look('the code');
  await page.locator('#receipt').fill('wrong');
  await page.locator('#receipt').press('Enter');
  await page.locator('.fault').waitFor();
  await look('a wrong code');
  await enter(page, receipt);
  for (const fold of await page.locator('details > summary').all()) await fold.click();
  await look('the tip, unfolded');
  await page.locator('.more-form button[type=submit]').click();
  await page.locator('#message-fault').waitFor();
  await look('nothing to send');
  await page.locator('details:has(#sure) > summary').click();
  await page.locator('#sure').check();
  await page.locator('.button.danger').click();
  await page.waitForURL('**/tip?lang=*');
  await look('withdrawn');
  expect(faults).toEqual({});
});

test('a whole talk without script: question of permission, a film, leaving, and nothing is left', async () => {
  const world = await createWorld();
  const receipt = await sendTip(world);
  const page = await openPage({ url: world.url, javaScript: false, phone: true });
  await enter(page, receipt.toLowerCase());
  await page.locator('button[value=unnamed]').click();
  await page.locator('.notice.good').waitFor();
  await page.locator('#message').fill('영상도 있어요');
  await page.locator('#files').setInputFiles(FILM);
  await page.locator('.more-form button[type=submit]').click();
  await page.getByText('현장.mp4').waitFor();
  expect(await page.locator('.talk > ol > li').count()).toBe(2);
  const editor = await world.signIn();
  const { body } = await editor.get('/admin/tips/1').accept('json').expect(200);
  expect(body).toMatchObject({ permission: 'unnamed', messages: [{}, { body: '영상도 있어요' }] });

  expect(await page.context().cookies()).toHaveLength(1);
  await page.locator('.leaving button').click();
  await page.waitForURL('**/?lang=*');
  expect(await page.context().cookies()).toEqual([]);
  await page.goto('/tip');
  await page.locator('#receipt').waitFor();
});

test('with script a file goes ahead of its message, and after leaving nothing is kept and Back shows nothing', async () => {
  const world = await createWorld();
  const receipt = await sendTip(world);
  const page = await openPage({ url: world.url });
  await enter(page, receipt);
  await page.locator('#files').setInputFiles(FILM);
  await page.locator('.upload[data-state=done]').waitFor();
  await page.locator('#message').fill('영상도 있어요');
  const posted = page.waitForRequest('**/tip/messages');
  await page.locator('#send').click();
  expect((await posted).postData()).toContain('name="uploads"');
  await page.locator('.notice.good').waitFor();
  await page.getByText('현장.mp4').waitFor();
  expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0);

  await page.locator('.leaving button').click();
  await page.waitForURL('**/?lang=*');
  expect(await page.context().cookies()).toEqual([]);
  await page.goBack();
  await page.locator('#receipt').waitFor();
  expect(await page.content()).not.toContain('영상도 있어요');
});
