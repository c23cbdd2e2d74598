import type { Page } from 'playwright-core';
import { openPage, type Visit } from '../support/browser.ts';
import { PASSWORD, type World } from '../support/world.ts';

export const email = 'editor@newsroom.example';

/** A page of somebody who has just signed in, on the list. */
export async function openDesk(world: World, visit: Omit<Visit, 'url'> = {}, who = email): Promise<Page> {
  await world.signIn(who);
  const page = await openPage({ url: world.url, ...visit });
  await signInAs(page, undefined, who);
  return page;
}

/** By the password; `leads`: where to. */
export async function signInAs(page: Page, leads = '**/admin', who = email): Promise<void> {
  await page.goto('/admin/login');
  await page.locator('input[name=email]').fill(who);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await page.waitForURL(leads);
}

/** Opens the first tip of a desk that has one, with a photo and a way to its reader. */
export async function openTip(world: World, visit: Omit<Visit, 'url'> = {}): Promise<Page> {
  await world.request
    .post('/tips')
    .field('message', '강남역에서 연기가 나요\n'.repeat(12))
    .field('phone', '010-1234-5678')
    .field('reply_by', 'phone')
    .field('consent_contact', 'on')
    .attach('files', Buffer.from('x'), {
      filename: `${'현장 사진 '.repeat(20)}.jpg`,
      contentType: 'image/jpeg',
    })
    .expect(303);
  const page = await openDesk(world, visit);
  await page.goto('/admin/tips/1');
  return page;
}

/** The field of the note. */
export const note = (page: Page) => page.getByLabel('새 메모');

/** Closes the tip that is shown, by the mouse. */
export async function closeAs(page: Page, outcome: '뉴스가 됨' | '우리 일이 아님'): Promise<void> {
  await page.locator('.closing > summary').click();
  await page.locator('.closing').getByRole('button', { name: outcome }).click();
}
