import { randomBytes } from 'node:crypto';
import { addressBucket, networkBucket } from '../../crypto/address-bucket.ts';
import type { Account } from '../accounts/accounts.ts';
import { knownLane, strangersLane, verifyPassword } from '../passwords/passwords.ts';
import { createDelays, createFailures, MOST_IN_LINE, tooOften } from './slow-down.ts';

/** One try at a password; `signal`: nobody waits for the answer any more. */
export type Guess = {
  email: string;
  password: string;
  address: string;
  account: Account | null;
  signal?: AbortSignal | undefined;
};

/** What tells one who has signed in before from a stranger: the browser by its name, or the address. */
export type Known = { browser: string | null; place: boolean };

type Parts = { clock: () => number; pause: (milliseconds: number) => Promise<unknown> };

/** Whether a password is right, sooner or later: whoever guesses is slowed down, each by a count of their own. */
export function createGuesses({ clock, pause }: Parts) {
  const salt = randomBytes(32);
  const addresses = createFailures(clock);
  const strangers = createStrangers(salt, { clock, pause });
  const known = createKnown({ clock, pause });

  return async (guess: Guess, { browser, place }: Known): Promise<boolean> => {
    if (browser !== null) return known.guess(browser, guess);
    const bucket = addressBucket(salt, guess.address);
    if (bucket === null) return strangers(null, guess);
    const name = `${bucket} ${guess.email}`;
    const refusal = addresses.refusal(bucket);
    if (refusal > 0) {
      // All are answered alike, so that nobody learns here who has signed in from there.
      if (!place) await known.pretend(name);
      else if (await known.guess(name, guess)) return true;
      throw tooOften(refusal);
    }
    addresses.count(bucket);
    const isRight = place ? await known.guess(name, guess) : await strangers(bucket, guess);
    if (isRight) addresses.clear(bucket);
    return isRight;
  };
}

/** Of browsers, and of accounts at an address: each has a queue of its own, and is only delayed. */
function createKnown({ clock, pause }: Parts) {
  const failures = createFailures(clock);
  const delay = createDelays(pause, MOST_IN_LINE);
  /** Milliseconds, of the last password. */
  let took = 50;

  const slowDown = async (name: string) => {
    const slowed = failures.delay(name);
    failures.count(name);
    await delay(name, slowed);
  };
  return {
    async guess(name: string, { password, account, signal }: Guess): Promise<boolean> {
      await slowDown(name);
      const begun = performance.now();
      const turn = { lane: knownLane(name), signal };
      const isRight = await verifyPassword(password, account?.passwordHash ?? null, turn);
      took = performance.now() - begun;
      if (isRight) failures.clear(name);
      return isRight;
    },
    /** Takes as long. */
    async pretend(name: string): Promise<void> {
      await slowDown(name);
      await pause(took);
    },
  };
}

/** The account is only slowed by delays, so that nobody can lock a colleague out. */
function createStrangers(salt: Buffer, { clock, pause }: Parts) {
  const accounts = createFailures(clock);
  const delay = createDelays(pause);
  return async (
    bucket: string | null,
    { email, password, address, account, signal }: Guess,
  ): Promise<boolean> => {
    const slowed = accounts.delay(email);
    accounts.count(email);
    await delay(`${bucket} ${email}`, slowed, bucket === null);
    const turn = { lane: strangersLane(networkBucket(salt, address), bucket), signal };
    const isRight = await verifyPassword(password, account?.passwordHash ?? null, turn);
    if (isRight) accounts.clear(email);
    return isRight;
  };
}
