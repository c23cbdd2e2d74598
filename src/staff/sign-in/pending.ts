import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type KeyRing, seal, unsealByAny } from '../../crypto/seal.ts';
import type { Database } from '../../db/database.ts';
import { type Account, accountOf } from '../accounts/accounts.ts';

/** So long after the password the second factor may follow. Milliseconds. */
export const PENDING_FOR = 10 * 60_000;

/** `what` tells it from all else that is sealed for a cookie. */
const pending = z.object({
  what: z.literal('password was right'),
  staffId: z.string(),
  password: z.string(),
  until: z.int(),
});

/**
 * What a browser keeps between the password and the second factor. It is no session, and opens nothing without the factor; it is
 * sealed, and another password ends it.
 */
export function createPendingSignIns({ query }: Pick<Database, 'query'>, keys: KeyRing, clock: () => number) {
  return {
    make({ id, passwordHash }: Account): string {
      const password = markOf(passwordHash);
      const kept: z.input<typeof pending> = {
        ...{ what: 'password was right', staffId: id, password, until: clock() + PENDING_FOR },
      };
      return seal(keys[0], JSON.stringify(kept));
    },
    /** Whose password was right; null where that is too long ago, or no longer so. */
    async read(cookie: string | null): Promise<Account | null> {
      const text = cookie === null ? null : unsealByAny(keys, cookie);
      const kept = text === null ? null : pending.safeParse(JSON.parse(text)).data;
      // Either way: once the clock is set back, its end may lie far ahead.
      if (!kept || kept.until <= clock() || kept.until > clock() + PENDING_FOR) return null;
      const account = await accountOf(query, kept.staffId);
      if (account === null || account.endedAt !== null || account.passwordHash === null) return null;
      return kept.password === markOf(account.passwordHash) ? account : null;
    },
  };
}

const markOf = (passwordHash: string | null) =>
  createHash('sha256')
    .update(passwordHash ?? '')
    .digest('base64url');
