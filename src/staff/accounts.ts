import type { Database, Query, Write } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { randomId } from '../privacy/random-id.ts';
import { hashPassword } from './passwords.ts';

export type Account = { id: string; email: string; passwordHash: string | null };

/** How an e-mail is kept and compared. */
export const tidyEmail = (typed: string): string => typed.trim().normalize('NFC').toLowerCase();

/** Whether a mail could reach it, as far as its form can tell; RFC 5321 allows 254 letters. */
export const isEmail = (typed: string): boolean =>
  /^[^\s@]+@[^\s@]+$/.test(typed.trim()) && typed.trim().length <= 254;

export async function findAccount(query: Query | Write, email: string): Promise<Account | null> {
  const row = await query
    .selectFrom('staff')
    .select(['id', 'email', 'password_hash'])
    .where('email', '=', tidyEmail(email))
    .executeTakeFirst();
  return row ? { id: row.id, email: row.email, passwordHash: row.password_hash } : null;
}

export async function hasStaff(query: Query | Write): Promise<boolean> {
  return (await query.selectFrom('staff').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** An account without a password cannot sign in until its set-up link was used. */
export type NewAccount = { email: string; passwordHash: string | null; now: number };

/** @throws {Refusal} 409 when the e-mail has an account. */
export async function addStaff(trx: Write, { email, passwordHash, now }: NewAccount): Promise<Account> {
  const account: Account = { id: randomId(), email: tidyEmail(email), passwordHash };
  if (!(await insertAccount(trx, account, now)))
    throw new Refusal(409, words => words.desk.setup.alreadyStaff(account.email));
  return account;
}

/** Answers whether the e-mail had no account: another process may be making the same one at this moment. */
async function insertAccount(
  trx: Write,
  { id, email, passwordHash }: Account,
  now: number,
): Promise<boolean> {
  const added = await trx
    .insertInto('staff')
    .values({ id, email, password_hash: passwordHash, created_at: now })
    .onConflict(conflict => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Makes the account of the settings, when the desk has no staff at all. Answers whether it did. */
export async function addFirstAccount(
  database: Database,
  { email, password, now }: { email: string; password: string; now: number },
): Promise<boolean> {
  if (await hasStaff(database.query)) return false;
  const passwordHash = await hashPassword(password);
  return database.write(async trx => {
    if (await hasStaff(trx)) return false;
    return insertAccount(trx, { id: randomId(), email: tidyEmail(email), passwordHash }, now);
  });
}
