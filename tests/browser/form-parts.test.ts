import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { fileNamesOf } from '../support/sealed-files.ts';
import { headsOf } from '../support/sealed-tips.ts';
import { createWorld } from '../support/world.ts';

test('where our script never comes, a tip with a phone number and a file goes with the first press', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, badLine: true });
  await page.route('**/assets/form-*', route => route.abort());
  await page.goto('/');
  await page.locator('#message').fill('불이 났어요');
  await page
    .locator('#files')
    .setInputFiles({ name: 'fire.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') });
  await page.locator('summary', { hasText: '어떻게 연락드릴까요?' }).click();
  await page.locator('#phone').fill('010-1234-5678');
  await page.locator('#consent_contact').check();
  await page.locator('#consent_media').check();
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['fire.jpg']);
});

test('a script that could not begin takes nothing away', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  // As where a browser kept the script of another version.
  await page.route('/?lang=ko', async route => {
    const response = await route.fetch();
    const body = (await response.text()).replace('id="letters"', 'id="other"');
    await route.fulfill({ response, body });
  });
  await page.route('**/assets/form-*', async route => {
    const [script = '', isInner] = route.request().url().split('?');
    const body = `import('${script}?inner').catch(() => document.body.classList.add('failed'));`;
    if (isInner === undefined) await route.fulfill({ contentType: 'text/javascript', body });
    else await route.continue({ url: script });
  });
  await page.goto('/?lang=ko');
  await page.locator('body.failed').waitFor();
  expect(await page.locator('.consent:visible').count()).toBe(2);
  expect(await page.locator('header .keeping').isVisible()).toBe(true);
});

test('an article that was left out stays out when the language changes, and another one is asked about', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/?article=https://ytn.co.kr/1?utm_source=x');
  await page.locator('#message').fill('글');
  await page.locator('#article').uncheck();
  await page.locator('header a[hreflang=en]').click();
  await page.waitForURL(/lang=en/);
  expect(await page.locator('#article').isChecked()).toBe(false);
  await page.goto('/?article=https://ytn.co.kr/2');
  expect(await page.locator('#article').isChecked()).toBe(true);
  await page.locator('#article').uncheck();
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  expect(await headsOf(world)).toMatchObject([{ article: null }]);
});

test('a resident number is told before anything is sent, and a second press sends it', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  const posts: string[] = [];
  page.on('request', request => {
    if (request.method() === 'POST') posts.push(request.url());
  });
  await page.goto('/');
  await page.locator('#message').fill('제 번호는 900101-1234568이에요');
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.locator('#message-fault', { hasText: '주민등록번호처럼 보이는 숫자' }).waitFor();
  expect(posts).toEqual([]);
  await page.locator('#message').fill('제 번호는 900101-1234568, 친구는 850505-2345678이에요');
  await page.locator('#send').click();
  await page.locator('#message-fault', { hasText: '주민등록번호처럼 보이는 숫자' }).waitFor();
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
});

test('where the browser fills in the trap at each sending, the second press sends', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/');
  await page.evaluate(() => {
    addEventListener(
      'click',
      () => document.querySelector('#website')?.setAttribute('value', 'filled'),
      true,
    );
  });
  await page.locator('#message').fill('글');
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.locator('#summary', { hasText: '한 번 더' }).waitFor();
  expect(await page.locator('#message').inputValue()).toBe('글');
  world.clock.move(5_000);
  await page.evaluate(() => {
    const trap = document.querySelector<HTMLInputElement>('#website');
    document.addEventListener('submit', () => trap && Object.assign(trap, { value: 'filled' }), true);
  });
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
});
