import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { addressBucket } from '../privacy/address-bucket.ts';
import { findAccount, tidyEmail } from './accounts.ts';
import { verifyPassword } from './passwords.ts';
import { startSession } from './sessions.ts';
import { createFailures } from './slow-down.ts';

export type Attempt = { email: string; password: string; address: string };

/** Signs staff in, and slows down who guesses. */
export type SignIn = {
  /**
   * The token of a new session, or null: a wrong password and an unknown account take the same time and look the same.
   * @throws {Refusal} 429 when this address, or this account, is tried too often.
   */
  signIn(attempt: Attempt): Promise<string | null>;
};

/** Delayed answers that an account may owe at once to one address; more are refused for a moment. */
const DELAYED_AT_ONCE = 4;
/** To loopback, where a proxy may stand for everybody: only to bound the memory. */
const DELAYED_LOCALLY = 200;

type Parts = {
  database: Database;
  clock: () => number;
  /** Resolves after so many milliseconds. */
  pause?: (milliseconds: number) => Promise<unknown>;
};

/**
 * The address is slowed by refusals, for up to 15 minutes. The account is only slowed by delays, so that nobody can lock
 * a colleague out; and where a colleague has signed in before, not even that.
 */
export function createSignIn({ database, clock, pause = wait }: Parts): SignIn {
  const salt = randomBytes(32);
  const addresses = createFailures(clock);
  const accounts = createFailures(clock);
  const places = createKnownPlaces();
  const delayed = new Map<string, number>();

  async function delay(email: string, bucket: string | null, milliseconds: number): Promise<void> {
    const place = `${bucket} ${email}`;
    const others = delayed.get(place) ?? 0;
    if (others >= (bucket === null ? DELAYED_LOCALLY : DELAYED_AT_ONCE)) throw tooOften(milliseconds);
    delayed.set(place, others + 1);
    await pause(milliseconds);
    const left = (delayed.get(place) ?? 1) - 1;
    if (left > 0) delayed.set(place, left);
    else delayed.delete(place);
  }

  return {
    async signIn({ email: typed, password, address }) {
      const email = tidyEmail(typed);
      const bucket = addressBucket(salt, address);
      const refusal = bucket === null ? 0 : addresses.refusal(bucket);
      if (refusal > 0) throw tooOften(refusal);
      if (bucket !== null) addresses.count(bucket);

      const slowed = places.isKnown(email, bucket) ? 0 : accounts.delay(email);
      accounts.count(email);
      if (slowed > 0) await delay(email, bucket, slowed);
      const account = await findAccount(database.query, email);
      const right = await verifyPassword(password, account?.passwordHash ?? null);
      if (!right || !account) return null;

      accounts.clear(email);
      if (bucket !== null) addresses.clear(bucket);
      places.remember(email, bucket);
      return startSession(database, account.id, clock());
    },
  };
}

const tooOften = (milliseconds: number) =>
  new Refusal(429, words => words.desk.login.tooOften, { retryAfter: Math.ceil(milliseconds / 1_000) });

/** Where which account has signed in from since the start: the last thousand, in memory alone. */
function createKnownPlaces() {
  const known = new Set<string>();
  const name = (email: string, bucket: string | null) => `${bucket} ${email}`;
  return {
    isKnown: (email: string, bucket: string | null) => bucket !== null && known.has(name(email, bucket)),
    remember(email: string, bucket: string | null) {
      if (bucket === null) return;
      known.add(name(email, bucket));
      const [oldest] = known;
      if (known.size > 1_000 && oldest !== undefined) known.delete(oldest);
    },
  };
}
