import { expect, test } from 'vitest';
import { addFirstAccount, addStaff, findAccount } from '../../src/staff/accounts.ts';
import { verifyPassword } from '../../src/staff/passwords.ts';
import { continueSession, startSession } from '../../src/staff/sessions.ts';
import {
  linkForFirstAccount,
  linkForNewStaff,
  linkForReset,
  readSetupLink,
  setUp,
} from '../../src/staff/setup-links.ts';
import { DAY, START } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';

const now = START;
const password = 'a long enough password';
const settings = { email: ' Editor@Example.kr ', password, now };

async function firstToken(database: Awaited<ReturnType<typeof freshDatabase>>): Promise<string> {
  const token = await linkForFirstAccount(database, now);
  if (token === null) throw new Error('There is staff already');
  return token;
}

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
  await expect(add('A@EXAMPLE.KR')).rejects.toMatchObject({ status: 409 });
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
  expect(await readSetupLink(database.query, token, now)).toBeNull();
  await expect(setUp(database, { token, email: 'b@example.kr', password, now })).rejects.toMatchObject({
    status: 410,
  });
  expect(await linkForFirstAccount(database, now)).toBeNull();
});

test('two who use one link at the same moment make one account', async () => {
  const database = await freshDatabase();
  const token = await firstToken(database);
  const use = (email: string) => setUp(database, { token, email, password, now });
  const results = await Promise.allSettled([use('a@example.kr'), use('b@example.kr')]);
  expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1);
  expect(await database.query.selectFrom('staff').selectAll().execute()).toHaveLength(1);
});

test('each start makes the link anew and the earlier one dies', async () => {
  const database = await freshDatabase();
  const earlier = await firstToken(database);
  const later = await firstToken(database);
  expect(await readSetupLink(database.query, earlier, now)).toBeNull();
  expect(await readSetupLink(database.query, later, now)).not.toBeNull();
});

test('a link is good for a day and no longer', async () => {
  const database = await freshDatabase();
  const token = await firstToken(database);
  expect(await readSetupLink(database.query, token, now + DAY - 1)).not.toBeNull();
  expect(await readSetupLink(database.query, token, now + DAY)).toBeNull();
  const late = setUp(database, { token, email: 'a@example.kr', password, now: now + DAY });
  await expect(late).rejects.toMatchObject({ status: 410 });
});

test('the first link makes no account once there is staff', async () => {
  const database = await freshDatabase();
  const token = await firstToken(database);
  await linkForNewStaff(database, 'a@example.kr', now);
  expect(await readSetupLink(database.query, token, now)).toBeNull();
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

test('a reset leaves the old password until the new one is set, then ends every session and other link', async () => {
  const database = await freshDatabase();
  await addFirstAccount(database, settings);
  const before = await findAccount(database.query, settings.email);
  const session = await startSession(database, before?.id ?? '', now);
  const [token, other] = [
    await linkForReset(database, settings.email, now),
    await linkForReset(database, settings.email, now),
  ];
  expect(await findAccount(database.query, settings.email)).toEqual(before);
  expect(await continueSession(database, session, now)).not.toBeNull();

  await setUp(database, { token, email: '', password: 'another password', now });
  const after = await findAccount(database.query, settings.email);
  expect(await verifyPassword('another password', after?.passwordHash ?? null)).toBe(true);
  expect(await continueSession(database, session, now)).toBeNull();
  expect(await readSetupLink(database.query, other, now)).toBeNull();
});

test('nobody is invited twice, and only staff is reset', async () => {
  const database = await freshDatabase();
  await linkForNewStaff(database, 'a@example.kr', now);
  await expect(linkForNewStaff(database, 'A@example.kr', now)).rejects.toMatchObject({ status: 409 });
  await expect(linkForNewStaff(database, 'no e-mail', now)).rejects.toMatchObject({ status: 422 });
  await expect(linkForReset(database, 'b@example.kr', now)).rejects.toMatchObject({ status: 404 });
});
