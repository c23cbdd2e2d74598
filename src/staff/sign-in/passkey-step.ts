import { accountOf } from '../accounts/accounts.ts';
import type { Purpose } from '../second-factor/challenges.ts';
import { usePasskey } from '../second-factor/passkey-answers.ts';
import type { RelyingParty } from '../second-factor/passkeys.ts';
import { confirmSession } from '../sessions/sessions.ts';
import { noteFailure } from './note-failure.ts';
import { createSessionStart, type From, type Means, type SignedIn } from './session-start.ts';

/** What a browser's script has sent, and the desk as that browser knows it. */
export type PasskeyAnswer = { sent: string; rp: RelyingParty };

/** A passkey stands for password and second factor: the device has made sure who holds it. */
export type PasskeyStep = {
  /** Null: not signed in. Whoever has no password now has none to stand for, as while a link is to set another. */
  signInByPasskey(given: From & PasskeyAnswer): Promise<SignedIn | null>;
  /** As `confirm` does. */
  confirmByPasskey(given: PasskeyAnswer & { staffId: string; session: string }): Promise<boolean>;
};

export function createPasskeyStep(means: Means): PasskeyStep {
  const { database, keys, clock } = means;
  const start = createSessionStart(means);

  /** Nobody can guess one: there is no count. What fails stands in the history, with whose it was. */
  async function ownerOf(answer: PasskeyAnswer, purpose: Purpose): Promise<string | null> {
    const asked = { ...answer, keys: keys.stamp, purpose, now: clock() };
    const use = await usePasskey(database, asked);
    if (use === null || use.isRight) return use?.staffId ?? null;
    await noteFailure(means, use.staffId);
    return null;
  }

  return {
    async signInByPasskey({ sent, rp, ...from }) {
      const staffId = await ownerOf({ sent, rp }, { act: 'sign-in' });
      const account = staffId === null ? null : await accountOf(database.query, staffId);
      if (account === null || account.passwordHash === null) return null;
      return start(account, from, true);
    },
    async confirmByPasskey({ sent, rp, staffId, session }) {
      const owner = await ownerOf({ sent, rp }, { act: 'confirm', session });
      if (owner !== staffId) return false;
      await confirmSession(database, session, clock());
      return true;
    },
  };
}
