import { randomId } from '../../crypto/ids.ts';
import type { Query, Write } from '../../db/database.ts';
import { emailLike, tidyEmail } from '../../email.ts';
import { Refusal } from '../../errors.ts';
import type { Role } from '../roles.ts';

export type Account = { id: string; email: string; passwordHash: string | null };

/** `endedAt`: null while it is one. `signedInAt`: null where its owner has not been here, as far as is known. */
type KeptAccount = Account & { endedAt: number | null; signedInAt: number | null };

/** Whether a mail could reach it, as far as its form can tell. */
export const isEmail = (typed: string): boolean => emailLike.safeParse(typed.trim()).success;

export const findAccount = (query: Query | Write, email: string): Promise<KeptAccount | null> =>
  findBy(query, 'email', tidyEmail(email));

export const accountOf = (query: Query | Write, staffId: string): Promise<KeptAccount | null> =>
  findBy(query, 'id', staffId);

async function findBy(
  query: Query | Write,
  column: 'email' | 'id',
  value: string,
): Promise<KeptAccount | null> {
  const row = await query
    .selectFrom('staff')
    .select(['id', 'email', 'password_hash', 'ended_at', 'signed_in_at'])
    .where(column, '=', value)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, email, password_hash: passwordHash, ended_at: endedAt, signed_in_at: signedInAt } = row;
  return { id, email, passwordHash, endedAt, signedInAt };
}

export async function hasStaff(query: Query | Write): Promise<boolean> {
  return (await query.selectFrom('staff').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Whether any account has a password. */
export async function canAnybodySignIn(query: Query | Write): Promise<boolean> {
  const withPassword = query.selectFrom('staff').select('id').where('password_hash', 'is not', null);
  return (await withPassword.limit(1).executeTakeFirst()) !== undefined;
}

/** An account without a password cannot sign in until its set-up link was used. */
type NewAccount = { email: string; passwordHash: string | null; role?: Role; now: number };

/** @throws {Refusal} when the e-mail has an account. */
export async function addStaff(
  trx: Write,
  { email, passwordHash, role = 'admin', now }: NewAccount,
): Promise<Account> {
  const account: Account = { id: randomId(), email: tidyEmail(email), passwordHash };
  if (!(await insertAccount(trx, { ...account, role }, now)))
    throw new Refusal({ code: 'already-staff', email: account.email });
  return account;
}

/** Answers whether the e-mail had no account: another process may be making the same one at this moment. */
export async function insertAccount(
  trx: Write,
  { id, email, passwordHash, role }: Account & { role: Role },
  now: number,
): Promise<boolean> {
  const added = await trx
    .insertInto('staff')
    .values({ id, email, password_hash: passwordHash, created_at: now, role })
    .onConflict(conflict => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}
