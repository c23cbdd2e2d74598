import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { randomId } from '../../crypto/ids.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import type { Account } from '../accounts/accounts.ts';

/** So long after its last sign-in a browser is known. Milliseconds. */
export const KNOWN_FOR = 180 * 24 * 60 * 60_000;
/** Colleagues may share one. */
const MOST_ACCOUNTS = 5;

const known = z.object({
  /** Random, of this browser and of nothing else. */
  browser: z.string(),
  accounts: z.array(z.object({ id: z.string(), proof: z.string(), until: z.int() })).max(MOST_ACCOUNTS),
});

/**
 * What a browser's cookie tells of who has signed in with it. It opens nothing: who has it still needs the password, and may try
 * at the pace of one browser. It names no place and no person, is sealed, and another password ends it.
 */
export function createKnownBrowsers(key: Buffer, clock: () => number) {
  const read = (cookie: string | null) => {
    const text = cookie === null ? null : unseal(key, cookie);
    const kept = text === null ? null : known.safeParse(JSON.parse(text)).data;
    return kept ?? { browser: randomId(), accounts: [] };
  };
  const proofOf = ({ id, passwordHash }: Account, browser: string) =>
    createHmac('sha256', key).update(`${id} ${browser} ${passwordHash}`).digest('base64url').slice(0, 22);

  return {
    /** A name for this browser and account; null where the account has not signed in with it. */
    nameFor(account: Account | null, cookie: string | null): string | null {
      const { browser, accounts } = read(cookie);
      const one = accounts.find(({ id, until }) => id === account?.id && until > clock());
      if (account === null || one === undefined) return null;
      return isSame(one.proof, proofOf(account, browser)) ? `${browser} ${account.id}` : null;
    },
    /** The cookie of this browser, now that the account has signed in with it. */
    remember(account: Account, cookie: string | null): string {
      const { browser, accounts } = read(cookie);
      const others = accounts.filter(({ id, until }) => id !== account.id && until > clock());
      const one = { id: account.id, proof: proofOf(account, browser), until: clock() + KNOWN_FOR };
      const kept = [one, ...others].slice(0, MOST_ACCOUNTS);
      return seal(key, JSON.stringify({ browser, accounts: kept } satisfies z.input<typeof known>));
    },
  };
}

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
