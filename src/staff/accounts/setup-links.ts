import type { Config } from '../../config/config.ts';
import type { Database, Query, Write } from '../../db/database.ts';
import { PUBLIC_URL, setFact } from '../../db/desk-facts.ts';
import { LINK_ENDS, type LinkEnd, Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { staffPaths } from '../../paths.ts';
import { endApiTokensOf } from '../api-tokens/end-tokens.ts';
import { hashPassword } from '../passwords/passwords.ts';
import type { Role } from '../roles.ts';
import { endSessionsOf } from '../sessions/end-sessions.ts';
import { hashToken } from '../tokens.ts';
import { type Account, addStaff, canAnybodySignIn, findAccount, isEmail } from './accounts.ts';
import { raiseForRole } from './change-role.ts';
import { endAccess } from './end-access.ts';
import { addFirstAccount } from './first-account.ts';
import { endLinks, HOUR, makeLink } from './link-rows.ts';

/** Whom a link is for; `email` is null for the desk's first account, whose owner types it. */
type SetupLink = { email: string | null };

/** The token of a link for the desk's first account, or null where somebody can sign in. It takes the place of earlier ones. */
export async function linkForFirstAccount(database: Database, now: number): Promise<string | null> {
  return database.write(async trx => {
    if (await canAnybodySignIn(trx)) return null;
    await endLinks(trx, null, { ended: 'replaced', now });
    return makeLink(trx, { staffId: null, now });
  });
}

/**
 * Where there is no staff, makes the account of the settings. Where nobody can sign in, gives the address of a link, good
 * for a day, that makes the first account, and takes the place of earlier ones; null where somebody can.
 */
export async function welcomeStaff(
  database: Database,
  { admin, publicUrl }: Pick<Config, 'admin' | 'publicUrl'>,
  now: number,
): Promise<string | null> {
  // For the commands, which may run with other settings than this process.
  await setFact(database, PUBLIC_URL, publicUrl);
  if (admin !== null) await addFirstAccount(database, { ...admin, now });
  const token = await linkForFirstAccount(database, now);
  return token && `${publicUrl}${staffPaths.setup(token)}`;
}

/**
 * Makes an account that has no password yet, an admin's unless said, and the token of the link that sets it. One that comes
 * back has the rights of before, unless said.
 * @throws {Refusal} when it is no e-mail, or it has an account.
 */
export async function linkForNewStaff(
  database: Database,
  email: string,
  now: number,
  role?: Role,
): Promise<string> {
  if (!isEmail(email)) throw new Refusal({ code: 'no-email' });
  if (role !== undefined) await raiseForRole(database, role);
  return database.write(async trx => {
    const known = await findAccount(trx, email);
    const isBack = known !== null && known.endedAt !== null;
    if (isBack) await bringBack(trx, known.id, role);
    else if (known !== null) await refuseKnown(trx, known, now);
    const account = isBack
      ? known
      : await addStaff(trx, { email, passwordHash: null, now, ...(role && { role }) });
    const kind = isBack ? 'brought back' : 'invited';
    await noteDeskEvent(trx, { kind, by: null, subject: account.id, detail: role ?? null, at: now });
    return makeLink(trx, { staffId: account.id, now });
  });
}

/** Somebody of the newsroom has come again: what they wrote stands under this account already. */
export async function bringBack(trx: Write, staffId: string, role?: Role): Promise<void> {
  // An older version that ended the account knew of no tokens.
  await endApiTokensOf(trx, staffId);
  await trx
    .updateTable('staff')
    .set({ ended_at: null, ...(role && { role }) })
    .where('id', '=', staffId)
    .execute();
}

/** What an account that is there already calls for. @throws {Refusal} */
async function refuseKnown(trx: Write, account: Account, now: number): Promise<void> {
  const known = { email: account.email };
  if (account.passwordHash !== null) throw new Refusal({ code: 'already-staff', ...known });
  const { last } = await trx
    .selectFrom('setup_links')
    .select(({ fn }) => fn.max('expires_at').as('last'))
    .where('staff_id', '=', account.id)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  if (last === null) throw new Refusal({ code: 'never-signed-in', ...known });
  const hours = Math.max(1, Math.floor((last - now) / HOUR));
  throw new Refusal({ code: 'link-still-good', ...known, hours });
}

/**
 * The token of a link that sets another password. The old one ends at once, with all sessions and earlier links: somebody
 * else may have them.
 * @throws {Refusal} when the e-mail has no account.
 */
export async function linkForReset(database: Database, email: string, now: number): Promise<string> {
  return database.write(async trx => {
    const account = await findAccount(trx, email);
    if (account === null || account.endedAt !== null) throw new Refusal({ code: 'not-staff', email });
    await endAccess(trx, account.id, { ended: 'replaced', now });
    await noteDeskEvent(trx, { kind: 'password reset', by: null, subject: account.id, at: now });
    return makeLink(trx, { staffId: account.id, now });
  });
}

/**
 * Looks without using it up, so that a mail program that opens links ahead does no harm.
 * @throws {Refusal} when it is not good, and why.
 */
export async function readSetupLink(query: Query | Write, token: string, now: number): Promise<SetupLink> {
  const row = await query
    .selectFrom('setup_links')
    .leftJoin('staff', 'staff.id', 'setup_links.staff_id')
    .select(['staff_id', 'email', 'expires_at', 'ended'])
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst();
  if (!row) throw gone('unknown');
  if (row.ended !== null) throw gone(LINK_ENDS.find(end => end === row.ended) ?? 'old');
  if (row.expires_at <= now) throw gone('old');
  if (row.staff_id === null && (await canAnybodySignIn(query))) throw gone('not-needed');
  return { email: row.email };
}

const gone = (why: LinkEnd) => new Refusal({ code: 'setup-link-gone', why });

/**
 * Sets the password and uses the link up, with all other links and sessions of that person.
 * `email` is read only for the desk's first account; one that was added, and has no password yet, becomes it, and an admin's.
 * @throws {Refusal} when the link is not good, and why.
 */
export async function setUp(
  database: Database,
  { token, email, password, now }: { token: string; email: string; password: string; now: number },
): Promise<Account> {
  await readSetupLink(database.query, token, now);
  const passwordHash = await hashPassword(password);

  return database.write(async trx => {
    await readSetupLink(trx, token, now);
    // The row that is changed is what makes the link good for one use, also when two use it at once.
    const used = await trx
      .updateTable('setup_links')
      .set({ ended: 'used' satisfies LinkEnd, expires_at: now })
      .where('token_hash', '=', hashToken(token))
      .where('ended', 'is', null)
      .returning('staff_id')
      .executeTakeFirst();
    if (!used) throw gone('used');
    const owner = used.staff_id ?? (await findAccount(trx, email))?.id;
    const account =
      owner === undefined
        ? await addStaff(trx, { email, passwordHash, now })
        : await setPassword(trx, owner, { passwordHash, isFirst: used.staff_id === null, now });
    await noteDeskEvent(trx, { kind: 'password set', by: account.id, subject: account.id, at: now });
    return account;
  });
}

async function setPassword(
  trx: Write,
  staffId: string,
  { passwordHash, isFirst, now }: { passwordHash: string; isFirst: boolean; now: number },
): Promise<Account> {
  const { email } = await trx
    .updateTable('staff')
    .set({ password_hash: passwordHash, ended_at: null, ...(isFirst && { role: 'admin' satisfies Role }) })
    .where('id', '=', staffId)
    .returning('email')
    .executeTakeFirstOrThrow();
  await endLinks(trx, staffId, { ended: 'used', now });
  // Or one of them would be good again once nobody else can sign in.
  await endLinks(trx, null, { ended: 'not-needed', now });
  await endSessionsOf(trx, staffId);
  return { id: staffId, email, passwordHash };
}
