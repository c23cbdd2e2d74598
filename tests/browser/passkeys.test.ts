import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { openPage } from '../support/browser.ts';
import { MINUTE } from '../support/clock.ts';
import { createWorld, type World } from '../support/world.ts';
import { email, signInAs } from './desk-world.ts';

/** A desk that is reached at `localhost`, where passkeys need no https, and a page of somebody who is signed in. */
async function deskAtLocalhost() {
  const world = await createWorld({ settings: { PUBLIC_URL: '', SMTP_URL: '' } });
  const url = world.url.replace('127.0.0.1', 'localhost');
  const staff = await world.signIn(email);
  expect(staff).toBeDefined();
  const page = await openPage({ url, lang: 'en' });
  return { world, url, page, device: await plugIn(page) };
}

/** A device that makes passkeys, and says that its owner was there. */
async function plugIn(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  return {
    passkeys: async () =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    verifiesUser: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

const button = (page: Page, name: string) => page.getByRole('button', { name });

/** Makes a passkey, the first factor of the account; answers its recovery codes. */
async function makePasskey(page: Page): Promise<string[]> {
  await page.goto('/admin/account/second-factor');
  await page.getByLabel('Which device is it on?').fill('Laptop');
  await button(page, 'Make a passkey').click();
  await page.getByRole('heading', { name: 'Put your recovery codes somewhere safe' }).waitFor();
  return page.locator('.recovery-codes code').allTextContents();
}

const usesOf = async ({ database }: World) =>
  (await database.query.selectFrom('passkeys').select('used_at').execute()).map(({ used_at }) => used_at);

test('A passkey is made, signs in by itself, and confirms what cannot be taken back', async () => {
  const { world, page, device } = await deskAtLocalhost();
  await signInAs(page);
  const codes = await makePasskey(page);
  expect(codes).toHaveLength(10);
  expect(await device.passkeys()).toBe(1);
  await page.goto('/admin/account/second-factor');
  expect(await page.getByText('Laptop', { exact: true }).count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);

  await button(page, 'Sign out').click();
  await page.waitForURL('**/admin/login');
  expect(await accessibilityFaults(page)).toEqual([]);
  await button(page, 'Sign in with a passkey').click();
  await page.waitForURL('**/admin');
  expect(await usesOf(world)).toEqual([world.clock()]);

  world.clock.move(11 * MINUTE);
  await page.goto('/admin/account/second-factor');
  await button(page, 'Make new recovery codes').click();
  await page.getByRole('heading', { name: 'Is it you?' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await button(page, 'Confirm with a passkey').click();
  await page.getByRole('heading', { name: 'Put your recovery codes somewhere safe' }).waitFor();
  expect(await page.locator('.recovery-codes code').allTextContents()).not.toEqual(codes);
  expect(await usesOf(world)).toEqual([world.clock()]);
});

test('After the password a passkey is asked for, and a recovery code gets in without it', async () => {
  const { page } = await deskAtLocalhost();
  await signInAs(page);
  const [code = ''] = await makePasskey(page);
  await page.goto('/admin');
  await button(page, 'Sign out').click();
  await page.waitForURL('**/admin/login');
  await signInAs(page, '**/admin/login/second-factor');
  expect(await accessibilityFaults(page)).toEqual([]);
  await button(page, 'Sign in with a passkey').click();
  await page.waitForURL('**/admin');
  await button(page, 'Sign out').click();
  await page.waitForURL('**/admin/login');
  await signInAs(page, '**/admin/login/second-factor');
  await page.getByLabel('Code').fill(code);
  await page.getByLabel('Code').press('Enter');
  await page.waitForURL('**/admin');
});

test('A device that does not make sure who holds it gets nobody in', async () => {
  const { world, page, device } = await deskAtLocalhost();
  await signInAs(page);
  await makePasskey(page);
  await page.goto('/admin');
  await button(page, 'Sign out').click();
  await page.waitForURL('**/admin/login');
  await device.verifiesUser(false);
  await button(page, 'Sign in with a passkey').click();
  await page.getByText('The passkey could not be checked.').waitFor();
  expect(await usesOf(world)).toEqual([null]);
});

test('An answer that was caught on its way gets in once', async () => {
  const { world, page } = await deskAtLocalhost();
  await signInAs(page);
  await makePasskey(page);
  await page.goto('/admin');
  await button(page, 'Sign out').click();
  await page.waitForURL('**/admin/login');
  const sent = page.waitForRequest(
    request => request.method() === 'POST' && new URL(request.url()).pathname === '/admin/login/passkey',
  );
  await button(page, 'Sign in with a passkey').click();
  const passkey = new URLSearchParams((await sent).postData() ?? '').get('passkey') ?? '';
  await page.waitForURL('**/admin');
  const again = (body: object) =>
    world.request
      .post('/admin/login/passkey?lang=en')
      .set('Host', new URL(page.url()).host)
      .type('form')
      .send(body);
  const replayed = await again({ passkey }).expect(401);
  expect(replayed.text).toContain('The passkey does not match, or it took too long.');
  const failed = world.database.query
    .selectFrom('events')
    .select('kind')
    .where('kind', '=', 'sign-in failed');
  expect(await failed.execute()).toHaveLength(1);
  for (const wrong of ['', '{}', '[]', 'null', '{"id":1}', '<script>', passkey.slice(0, -9)])
    await again({ passkey: wrong }).expect(401);
});

test('Where no script runs the form stands alone, and at an address of numbers nobody is offered a passkey', async () => {
  const { world, url } = await deskAtLocalhost();
  const plain = await openPage({ url, lang: 'en', javaScript: false });
  await plain.goto('/admin/login');
  expect(await button(plain, 'Sign in with a passkey').isVisible()).toBe(false);
  const byNumber = await openPage({ url: world.url, lang: 'en' });
  await byNumber.goto('/admin/login');
  expect(await byNumber.locator('[data-passkey]').count()).toBe(0);
  await world.request.get('/admin/login/passkey').expect(404);
});
