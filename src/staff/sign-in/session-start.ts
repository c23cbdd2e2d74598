import type { Keys } from '../../crypto/keys.ts';
import type { Masters } from '../../crypto/masters.ts';
import type { Database } from '../../db/database.ts';
import type { Account } from '../accounts/accounts.ts';
import { startSession } from '../sessions/sessions.ts';
import { createKnownBrowsers } from './known-browsers.ts';
import { createKnownPlaces } from './known-places.ts';

/** What signing in works with. */
export type Means = {
  database: Database;
  keys: Pick<Keys, 'knownBrowser' | 'knownPlace' | 'cookie' | 'stamp' | 'recoveryCode'>;
  masters: Masters;
  clock: () => number;
};

/** From where; `browser`: the cookie by which it is known, if it has one. */
export type From = { address: string; browser: string | null };

/** The token of a new session, and the cookie by which the browser is known from now on. */
export type SignedIn = { token: string; browser: string };

/** The password was right, and a second factor is asked for: the cookie that shows it. */
export type Pending = { pending: string };

/** Signs somebody in whose right was proved: from now on the desk knows the browser, and the place. Null where it has ended meanwhile. */
export function createSessionStart({ database, keys, clock }: Means) {
  const browsers = createKnownBrowsers(keys.knownBrowser, clock);
  const places = createKnownPlaces(database, keys.knownPlace);
  return async (
    account: Account,
    { address, browser }: From,
    isFactorProved: boolean,
  ): Promise<SignedIn | null> => {
    // It may have waited for its turn while the password was taken away.
    const token = await startSession(database, account, clock(), isFactorProved);
    if (token === null) return null;
    await places.remember(account, address, clock());
    return { token, browser: browsers.remember(account, browser) };
  };
}
