import type { Database, Query, Write } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { addStaff, findAccount, hasStaff, isEmail } from './accounts.ts';
import { hashPassword } from './passwords.ts';
import { endSessionsOf } from './sessions.ts';
import { hashToken, makeToken } from './tokens.ts';
import type { Viewer } from './viewer.ts';

/** One day, in milliseconds. */
const GOOD_FOR = 24 * 60 * 60_000;

/** Whom a link is for; `email` is null for the desk's first account, whose owner types it. */
export type SetupLink = { email: string | null };

/** The token of a link for the desk's first account, or null where there is staff. All earlier ones die. */
export async function linkForFirstAccount(database: Database, now: number): Promise<string | null> {
  return database.write(async trx => {
    await trx.deleteFrom('setup_links').where('staff_id', 'is', null).execute();
    return (await hasStaff(trx)) ? null : makeLink(trx, null, now);
  });
}

/**
 * Makes an account that has no password yet, and the token of the link that sets it.
 * @throws {Refusal} 422 when it is no e-mail, 409 when it has an account.
 */
export async function linkForNewStaff(database: Database, email: string, now: number): Promise<string> {
  if (!isEmail(email)) throw new Refusal(422, words => words.desk.setup.notAnEmail);
  return database.write(async trx => {
    const account = await addStaff(trx, { email, passwordHash: null, now });
    return makeLink(trx, account.id, now);
  });
}

/**
 * The token of a link that sets another password. The old one works until then.
 * @throws {Refusal} 404 when the e-mail has no account.
 */
export async function linkForReset(database: Database, email: string, now: number): Promise<string> {
  return database.write(async trx => {
    const account = await findAccount(trx, email);
    if (!account) throw new Refusal(404, words => words.desk.setup.notStaff(email));
    return makeLink(trx, account.id, now);
  });
}

/** Looks without using it up, so that a mail program that opens links ahead does no harm. */
export async function readSetupLink(
  query: Query | Write,
  token: string,
  now: number,
): Promise<SetupLink | null> {
  const row = await query
    .selectFrom('setup_links')
    .leftJoin('staff', 'staff.id', 'setup_links.staff_id')
    .select(['staff_id', 'email'])
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return null;
  if (row.staff_id === null) return (await hasStaff(query)) ? null : { email: null };
  return { email: row.email };
}

/**
 * Sets the password and uses the link up, with all other links and sessions of that person.
 * `email` is read only for the desk's first account.
 * @throws {Refusal} 410 when the link is used, too old or unknown.
 */
export async function setUp(
  database: Database,
  { token, email, password, now }: { token: string; email: string; password: string; now: number },
): Promise<Viewer> {
  const gone = () => new Refusal(410, words => words.desk.setup.gone);
  if (!(await readSetupLink(database.query, token, now))) throw gone();
  const passwordHash = await hashPassword(password);

  return database.write(async trx => {
    const link = await readSetupLink(trx, token, now);
    // The row that is deleted is what makes the link good for one use, also when two use it at once.
    const used = await trx
      .deleteFrom('setup_links')
      .where('token_hash', '=', hashToken(token))
      .returning('staff_id')
      .executeTakeFirst();
    if (!link || !used) throw gone();
    if (used.staff_id !== null) return setPassword(trx, used.staff_id, passwordHash);
    const account = await addStaff(trx, { email, passwordHash, now });
    return { staffId: account.id, email: account.email };
  });
}

async function makeLink(trx: Write, staffId: string | null, now: number): Promise<string> {
  const token = makeToken();
  await trx.deleteFrom('setup_links').where('expires_at', '<=', now).execute();
  await trx
    .insertInto('setup_links')
    .values({ token_hash: hashToken(token), staff_id: staffId, expires_at: now + GOOD_FOR })
    .execute();
  return token;
}

async function setPassword(trx: Write, staffId: string, passwordHash: string): Promise<Viewer> {
  const { email } = await trx
    .updateTable('staff')
    .set({ password_hash: passwordHash })
    .where('id', '=', staffId)
    .returning('email')
    .executeTakeFirstOrThrow();
  await trx.deleteFrom('setup_links').where('staff_id', '=', staffId).execute();
  await endSessionsOf(trx, staffId);
  return { staffId, email };
}
