import { expect } from 'vitest';
import { PASSWORD, type World } from '../support/world.ts';
import type { Tab } from './drivers/tab.ts';

/** Where a page is, once it is there. */
export const arrives = (tab: Tab, path: RegExp) => expect.poll(() => tab.url()).toMatch(path);

/** Through the page, as staff do. */
export async function signIn(world: World, tab: Tab, email = 'reporter@newsroom.example'): Promise<void> {
  // The account is made, whose session is not this browser's.
  await world.signIn(email);
  await tab.open(`${world.url}/admin/login`);
  await tab.type('[name=email]', email);
  await tab.type('[name=password]', PASSWORD);
  await tab.press('Enter');
  await arrives(tab, /\/admin$/);
}
