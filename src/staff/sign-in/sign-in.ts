import { setTimeout as wait } from 'node:timers/promises';
import { tidyEmail } from '../../email.ts';
import { accountOf, findAccount } from '../accounts/accounts.ts';
import { hasFactor } from '../second-factor/factors.ts';
import { confirmSession } from '../sessions/sessions.ts';
import { createGuesses } from './guesses.ts';
import { createKnownBrowsers } from './known-browsers.ts';
import { createKnownPlaces } from './known-places.ts';
import { noteFailure } from './note-failure.ts';
import { createPasskeyStep, type PasskeyStep } from './passkey-step.ts';
import { createSecondStep, type SecondStep } from './second-step.ts';
import type { Means, Pending, SignedIn } from './session-start.ts';

/** `browser`: the cookie by which it is known, if it has one. `signal`: nobody waits for the answer any more. */
type Attempt = {
  email: string;
  password: string;
  address: string;
  browser?: string | null;
  signal?: AbortSignal;
};

/** Who is signed in proves again that it is they. `session`: its id; `code`: asked for where there is a second factor. */
type Confirmation = Pick<Attempt, 'password' | 'address' | 'signal'> & {
  staffId: string;
  session: string;
  code: string;
};

/** Signs staff in, and slows down who guesses. */
export type SignIn = Pick<SecondStep, 'begin' | 'pendingAccount' | 'finish'> &
  PasskeyStep & {
    /**
     * Null: not signed in. A wrong password and an unknown account take the same time and look the same.
     * @throws {Refusal} when this address, or this account, is tried too often.
     */
    signIn(attempt: Attempt): Promise<SignedIn | Pending | null>;
    /** Whether it is their password, which alone confirms nothing. @throws {Refusal} as `signIn` does. */
    isPassword(attempt: Omit<Confirmation, 'code'>): Promise<boolean>;
    /** Whether it was proved: from now on it counts for ten minutes. @throws {Refusal} as `signIn` does. */
    confirm(confirmation: Confirmation): Promise<boolean>;
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
  const steps = createSecondStep(means);

  const isPassword: SignIn['isPassword'] = async ({ staffId, session, ...attempt }) => {
    const account = await accountOf(database.query, staffId);
    if (account === null) return false;
    // Each session has a count of its own, as each browser that is known has.
    const known = { browser: `session ${session}`, place: true };
    return isRight({ ...attempt, email: account.email, account }, known);
  };

  return {
    async signIn({ browser = null, ...attempt }) {
      const email = tidyEmail(attempt.email);
      const account = await findAccount(database.query, email);
      const known = {
        browser: browsers.nameFor(account, browser),
        place: await places.isKnown(account, attempt.address, clock()),
      };
      if (!(await isRight({ ...attempt, email, account }, known)) || account === null) return null;
      return steps.begin(account, { address: attempt.address, browser });
    },
    ...createPasskeyStep(means),
    ...{ begin: steps.begin, pendingAccount: steps.pendingAccount, finish: steps.finish },
    isPassword,
    async confirm({ code, ...attempt }) {
      const { staffId, session } = attempt;
      const proved = (await hasFactor(database.query, staffId))
        ? await steps.isProved({ staffId, session, code }, () => isPassword(attempt))
        : await isPassword(attempt);
      if (proved) await confirmSession(database, session, clock());
      return proved;
    },
  };
}

/** A wrong one stands in the history: for an address that has no account as well, so that both take the same time. */
const noting =
  (means: Means, isRight: ReturnType<typeof createGuesses>): typeof isRight =>
  async (attempt, known) => {
    const right = await isRight(attempt, known);
    if (!right) await noteFailure(means, attempt.account?.id ?? null);
    return right;
  };
