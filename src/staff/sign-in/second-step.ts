import { Refusal } from '../../errors.ts';
import type { Account } from '../accounts/accounts.ts';
import { hasFactor } from '../second-factor/factors.ts';
import { proveCode } from '../second-factor/prove-code.ts';
import { createCodeGuesses } from './code-guesses.ts';
import { createKnownBrowsers } from './known-browsers.ts';
import { noteFailure } from './note-failure.ts';
import { createPendingSignIns } from './pending.ts';
import { createSessionStart, type From, type Means, type Pending, type SignedIn } from './session-start.ts';

/** `pending`: the cookie that shows that the password was right. */
type Given = From & { pending: string | null; code: string };

type Claim = { staffId: string; session: string; code: string };

/** What comes after the right password. */
export type SecondStep = {
  /** Signed in, or asked for the second factor where the account has one. Null where it has ended meanwhile. */
  begin(account: Account, from: From): Promise<SignedIn | Pending | null>;
  /** Whose password was right; null where that is too long ago, or another is the right one by now. */
  pendingAccount(pending: string | null): Promise<Account | null>;
  /**
   * Null: not signed in.
   * @throws {Refusal} `sign-in-over` where `pendingAccount` has none; when it is tried too often.
   */
  finish(given: Given): Promise<SignedIn | null>;
  /**
   * Of who is signed in: their password first, and the code. Both are in one count, before either is looked at, so that who
   * tries does not learn which of them was wrong. @throws {Refusal} when it is tried too often.
   */
  isProved(claim: Claim, isPassword: () => Promise<boolean>): Promise<boolean>;
};

export function createSecondStep(means: Means): SecondStep {
  const { database, keys, clock } = means;
  const guess = createCodeGuesses(clock);
  const browsers = createKnownBrowsers(keys.knownBrowser, clock);
  const pending = createPendingSignIns(database, keys.cookie, clock);
  const start = createSessionStart(means);

  const isCode = async (staffId: string, code: string): Promise<boolean> => {
    const isRight = await proveCode(means, staffId, code);
    if (!isRight) await noteFailure(means, staffId);
    return isRight;
  };

  return {
    async begin(account, from) {
      if (await hasFactor(database.query, account.id)) return { pending: pending.make(account) };
      return start(account, from, false);
    },
    pendingAccount: pending.read,
    async finish({ pending: cookie, code, ...from }) {
      const account = await pending.read(cookie);
      if (account === null) throw new Refusal({ code: 'sign-in-over' });
      const name = browsers.nameFor(account, from.browser) ?? account.id;
      if (!(await guess(name, () => isCode(account.id, code)))) return null;
      return start(account, from, true);
    },
    isProved: ({ staffId, session, code }, isPassword) =>
      guess(`session ${session}`, async () => (await isPassword()) && isCode(staffId, code)),
  };
}
