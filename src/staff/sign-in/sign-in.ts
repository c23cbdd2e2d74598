import { setTimeout as wait } from 'node:timers/promises';
import type { Keys } from '../../crypto/keys.ts';
import type { Database } from '../../db/database.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { type Account, accountOf, findAccount, tidyEmail } from '../accounts/accounts.ts';
import { confirmSession, startSession } from '../sessions/sessions.ts';
import { createGuesses } from './guesses.ts';
import { createKnownBrowsers } from './known-browsers.ts';
import { createKnownPlaces } from './known-places.ts';

/** `browser`: the cookie by which it is known, if it has one. `signal`: nobody waits for the answer any more. */
type Attempt = {
  email: string;
  password: string;
  address: string;
  browser?: string | null;
  signal?: AbortSignal;
};

/** The token of a new session, and the cookie by which the browser is known from now on. */
type SignedIn = { token: string; browser: string };

/** Who is signed in proves again that it is they. `session`: its id. */
type Confirmation = Pick<Attempt, 'password' | 'address' | 'signal'> & { staffId: string; session: string };

/** Signs staff in, and slows down who guesses. */
export type SignIn = {
  /**
   * Null: not signed in. A wrong password and an unknown account take the same time and look the same.
   * @throws {Refusal} when this address, or this account, is tried too often.
   */
  signIn(attempt: Attempt): Promise<SignedIn | null>;
  /** Whether it was proved: from now on it counts for ten minutes. @throws {Refusal} as `signIn` does. */
  confirm(confirmation: Confirmation): Promise<boolean>;
};

type Means = {
  database: Database;
  keys: Pick<Keys, 'knownBrowser' | 'knownPlace'>;
  clock: () => number;
};

/** `pause` resolves after so many milliseconds. */
type Parts = Means & { pause?: (milliseconds: number) => Promise<unknown> };

/**
 * A browser with which the account has signed in before has a count and a queue of its own, and is only ever delayed. So has the
 * account at an address where it has signed in lately, whatever else is tried from there. Strangers are slowed by their
 * address, by refusals for up to 15 minutes, and by the account, by delays.
 */
export function createSignIn({ pause = wait, ...means }: Parts): SignIn {
  const { database, keys, clock } = means;
  const isRight = noting(means, createGuesses({ clock, pause }));
  const browsers = createKnownBrowsers(keys.knownBrowser, clock);
  const places = createKnownPlaces(database, keys.knownPlace);
  const begin = createSessionStart(means);

  return {
    async signIn({ browser = null, ...attempt }) {
      const email = tidyEmail(attempt.email);
      const account = await findAccount(database.query, email);
      const known = {
        browser: browsers.nameFor(account, browser),
        place: await places.isKnown(account, attempt.address, clock()),
      };
      if (!(await isRight({ ...attempt, email, account }, known)) || account === null) return null;
      return begin(account, { address: attempt.address, browser });
    },
    async confirm({ staffId, session, ...attempt }) {
      const account = await accountOf(database.query, staffId);
      if (account === null) return false;
      // Each session has a count of its own, as each browser that is known has.
      const known = { browser: `session ${session}`, place: true };
      if (!(await isRight({ ...attempt, email: account.email, account }, known))) return false;
      await confirmSession(database, session, clock());
      return true;
    },
  };
}

/**
 * A wrong one stands in the history, with whose account it was about: what was typed does not, as it may be anything. For an
 * address that has no account as well, so that both take the same time.
 */
const noting =
  ({ database, clock }: Means, isRight: ReturnType<typeof createGuesses>): typeof isRight =>
  async (attempt, known) => {
    const right = await isRight(attempt, known);
    if (right) return true;
    const failed = {
      kind: 'sign-in failed',
      by: null,
      subject: attempt.account?.id ?? null,
      at: clock(),
    } as const;
    await database
      .write(trx => noteDeskEvent(trx, failed))
      .catch(error => {
        // Where it can only be read just now, the answer is the same.
        if (!(error instanceof DatabaseAway)) throw error;
      });
    return false;
  };

/** Signs somebody in whose right was proved: from now on the desk knows the browser, and the place. Null where it has ended meanwhile. */
export function createSessionStart({ database, keys, clock }: Means) {
  const browsers = createKnownBrowsers(keys.knownBrowser, clock);
  const places = createKnownPlaces(database, keys.knownPlace);
  return async (
    account: Account,
    { address, browser }: { address: string; browser: string | null },
  ): Promise<SignedIn | null> => {
    // It may have waited for its turn while the password was taken away.
    const token = await startSession(database, account, clock());
    if (token === null) return null;
    await places.remember(account, address, clock());
    return { token, browser: browsers.remember(account, browser) };
  };
}
