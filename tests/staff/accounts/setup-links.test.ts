import { expect, test } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { addStaff, findAccount } from '../../../src/staff/accounts/accounts.ts';
import { addFirstAccount } from '../../../src/staff/accounts/first-account.ts';
import {
  linkForFirstAccount,
  linkForNewStaff,
  linkForReset,
  readSetupLink,
  setUp,
} from '../../../src/staff/accounts/setup-links.ts';
import { verifyPassword } from '../../../src/staff/passwords/passwords.ts';
import { continueSession, startSession } from '../../../src/staff/sessions/sessions.ts';
import { makeToken } from '../../../src/staff/tokens.ts';
import { DAY, START } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';

const now = START;
const password = 'a long enough password';
const settings = { email: ' Editor@Example.kr ', password, now };

async function firstToken(database: Database): Promise<string> {
  const token = await linkForFirstAccount(database, now);
  if (token === null) throw new Error('There is staff already');
  return token;
}

/** Why a link is not good; null where it is. */
const endOf = (database: Database, token: string, at = now): Promise<string | null> =>
  readSetupLink(database.query, token, at).then(
    () => null,
    error => error.reason.why,
  );

test('the account of the settings is made once, and only where there is no staff', async () => {
  const database = await freshDatabase();
  expect(await addFirstAccount(database, settings)).toBe(true);
  expect(await addFirstAccount(database, { ...settings, email: 'other@example.kr' })).toBe(false);
  const account = await findAccount(database.query, 'EDITOR@example.kr');
  expect(account?.email).toBe('editor@example.kr');
  expect(await verifyPassword(password, account?.passwordHash ?? null)).toBe(true);
});

test('an e-mail has one account', async () => {
  const database = await freshDatabase();
  const add = (email: string) => database.write(trx => addStaff(trx, { email, passwordHash: null, now }));
  await add('a@example.kr');
  await expect(add('A@EXAMPLE.KR')).rejects.toMatchObject({ code: 'already-staff' });
});

test('a set-up link is 256 random bits, of which only a hash is kept', async () => {
  const database = await freshDatabase();
  const token = await firstToken(database);
  expect(token).toMatch(/^[\w-]{43}$/);
  const rows = await database.query.selectFrom('setup_links').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('the first account is made by whoever has the link, once', async () => {
  const database = await freshDatabase();
  const token = await firstToken(database);
  expect(await readSetupLink(database.query, token, now)).toEqual({ email: null });
  const viewer = await setUp(database, { token, email: 'Editor@example.kr', password, now });
  expect(viewer.email).toBe('editor@example.kr');
  expect(await endOf(database, token)).toBe('used');
  const again = setUp(database, { token, email: 'b@example.kr', password, now });
  await expect(again).rejects.toMatchObject({ reason: { code: 'setup-link-gone', why: 'used' } });
  expect(await linkForFirstAccount(database, now)).toBeNull();
});

test('a reporter who uses the first link is an admin from then on', async () => {
  const database = await freshDatabase();
  await linkForNewStaff(database, 'a@example.kr', now, 'reporter');
  await setUp(database, { token: await firstToken(database), email: 'a@example.kr', password, now });
  expect(await database.query.selectFrom('staff').select('role').execute()).toEqual([{ role: 'admin' }]);
});

test('two who use one link at the same moment make one account', async () => {
  const database = await freshDatabase();
  const token = await firstToken(database);
  const use = (email: string) => setUp(database, { token, email, password, now });
  const results = await Promise.allSettled([use('a@example.kr'), use('b@example.kr')]);
  expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1);
  expect(await database.query.selectFrom('staff').selectAll().execute()).toHaveLength(1);
});

test('each start makes the link anew, and the earlier one says so', async () => {
  const database = await freshDatabase();
  const earlier = await firstToken(database);
  const later = await firstToken(database);
  expect(await endOf(database, earlier)).toBe('replaced');
  expect(await endOf(database, later)).toBeNull();
});

test('a link is good for a day and no longer', async () => {
  const database = await freshDatabase();
  const token = await firstToken(database);
  expect(await endOf(database, token, now + DAY - 1)).toBeNull();
  expect(await endOf(database, token, now + DAY)).toBe('old');
  const late = setUp(database, { token, email: 'a@example.kr', password, now: now + DAY });
  await expect(late).rejects.toMatchObject({ reason: { why: 'old' } });
});

test('a link that is not one of this desk is told from one that has ended', async () => {
  const database = await freshDatabase();
  expect(await endOf(database, makeToken())).toBe('unknown');
  const token = await firstToken(database);
  // What ended is told for a month; then it is cleared away by the next link.
  await linkForNewStaff(database, 'a@example.kr', now + 40 * DAY);
  expect(await endOf(database, token, now + 40 * DAY)).toBe('unknown');
});

test('the first link stays good until somebody can sign in, whoever was added meanwhile', async () => {
  const database = await freshDatabase();
  const token = await firstToken(database);
  const added = await linkForNewStaff(database, 'a@example.kr', now);
  expect(await endOf(database, token)).toBeNull();
  await setUp(database, { token: added, email: '', password, now });
  expect(await endOf(database, token)).toBe('not-needed');
  expect(await linkForFirstAccount(database, now)).toBeNull();
  expect(await endOf(database, token)).toBe('not-needed');
});

test('who was added may set their password by the first link, and their own link says so', async () => {
  const database = await freshDatabase();
  const token = await firstToken(database);
  const added = await linkForNewStaff(database, 'a@example.kr', now);
  await setUp(database, { token, email: ' A@example.kr', password, now });
  expect(await database.query.selectFrom('staff').select('email').execute()).toEqual([
    { email: 'a@example.kr' },
  ]);
  expect(await endOf(database, added)).toBe('used');
});

test('a link that has ended is past for a version that knows its time alone', async () => {
  const database = await freshDatabase();
  await firstToken(database);
  const token = await firstToken(database);
  await setUp(database, { token, email: 'a@example.kr', password, now });
  const good = database.query.selectFrom('setup_links').select('ended').where('expires_at', '>', now);
  expect(await good.execute()).toEqual([]);
});

test('a colleague’s link sets the password of that account, whatever e-mail is sent with it', async () => {
  const database = await freshDatabase();
  const token = await linkForNewStaff(database, 'a@example.kr', now);
  expect(await readSetupLink(database.query, token, now)).toEqual({ email: 'a@example.kr' });
  expect(await setUp(database, { token, email: 'evil@example.kr', password, now })).toMatchObject({
    email: 'a@example.kr',
  });
  expect(await findAccount(database.query, 'evil@example.kr')).toBeNull();
});

test('a reset ends the password, every session and earlier links at once, and the new link sets another', async () => {
  const database = await freshDatabase();
  await addFirstAccount(database, settings);
  const before = await findAccount(database.query, settings.email);
  const session = before && (await startSession(database, before, now));
  const [earlier, token] = [
    await linkForReset(database, settings.email, now),
    await linkForReset(database, settings.email, now),
  ];
  expect(await findAccount(database.query, settings.email)).toMatchObject({ passwordHash: null });
  expect(await continueSession(database, session ?? '', now)).toBeNull();
  expect(await endOf(database, earlier)).toBe('replaced');

  await setUp(database, { token, email: '', password: 'another password', now });
  const after = await findAccount(database.query, settings.email);
  expect(await verifyPassword('another password', after?.passwordHash ?? null)).toBe(true);
});

test('a sign-in that was right just before a reset starts no session after it', async () => {
  const database = await freshDatabase();
  await addFirstAccount(database, settings);
  const before = await findAccount(database.query, settings.email);
  await linkForReset(database, settings.email, now);
  expect(before && (await startSession(database, before, now))).toBeNull();
});

test('a first link of before is not good again when the last password is reset', async () => {
  const database = await freshDatabase();
  const first = await firstToken(database);
  const added = await linkForNewStaff(database, 'a@example.kr', now);
  await setUp(database, { token: added, email: '', password, now });
  await linkForReset(database, 'a@example.kr', now);
  expect(await endOf(database, first)).toBe('not-needed');
});

test('nobody is invited twice, and only staff is reset', async () => {
  const database = await freshDatabase();
  await linkForNewStaff(database, 'a@example.kr', now);
  const again = (at: number) => linkForNewStaff(database, 'A@example.kr', at);
  const email = 'a@example.kr';
  await expect(again(now)).rejects.toMatchObject({ reason: { code: 'link-still-good', email, hours: 24 } });
  await expect(again(now + DAY - 1)).rejects.toMatchObject({ reason: { code: 'link-still-good', hours: 1 } });
  await expect(again(now + DAY)).rejects.toMatchObject({ reason: { code: 'never-signed-in', email } });
  const token = await linkForReset(database, email, now);
  await setUp(database, { token, email: '', password, now });
  await expect(again(now)).rejects.toMatchObject({ reason: { code: 'already-staff', email } });
  await expect(linkForNewStaff(database, 'no e-mail', now)).rejects.toMatchObject({ code: 'no-email' });
  await expect(linkForReset(database, 'b@example.kr', now)).rejects.toMatchObject({ code: 'not-staff' });
});
