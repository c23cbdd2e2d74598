import { expect, test } from 'vitest';
import { toViewer } from '../../../src/staff/access.ts';
import { findAccount } from '../../../src/staff/accounts/accounts.ts';
import { addFirstAccount } from '../../../src/staff/accounts/first-account.ts';
import { listAccounts } from '../../../src/staff/accounts/list-accounts.ts';
import {
  linkForFirstAccount,
  linkForNewStaff,
  linkForReset,
  readSetupLink,
  setUp,
} from '../../../src/staff/accounts/setup-links.ts';
import { verifyPassword } from '../../../src/staff/passwords/passwords.ts';
import { continueSession, startSession } from '../../../src/staff/sessions/sessions.ts';
import { writerMark, writerOf } from '../../../src/staff/sessions/writer-mark.ts';
import { DAY, HOUR, START } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';
import { endAccount } from '../../support/end-account.ts';

const now = START;
const email = 'editor@example.kr';
const password = 'a long enough password';

/** A desk with one account that has signed in. */
async function deskWithEditor() {
  const database = await freshDatabase();
  await addFirstAccount(database, { email, password, now });
  const account = await findAccount(database.query, email);
  if (account === null) throw new Error('There is no account');
  const session = await startSession(database, account, now);
  return { database, account, session: session ?? '' };
}

test('an account ends at once: password, sessions and links', async () => {
  const { database, account, session } = await deskWithEditor();
  const added = await linkForNewStaff(database, 'b@example.kr', now);
  expect(await endAccount(database, ' Editor@Example.kr', now)).toEqual({ email, isLast: true });
  expect(await continueSession(database, session, now)).toBeNull();
  expect(await findAccount(database.query, email)).toMatchObject({ passwordHash: null, endedAt: now });
  expect(await startSession(database, account, now)).toBeNull();
  await expect(endAccount(database, email, now)).rejects.toMatchObject({ code: 'not-staff' });
  await expect(linkForReset(database, email, now)).rejects.toMatchObject({ code: 'not-staff' });

  await endAccount(database, 'b@example.kr', now);
  await expect(readSetupLink(database.query, added, now)).rejects.toMatchObject({
    reason: { code: 'setup-link-gone', why: 'account-ended' },
  });
  await expect(setUp(database, { token: added, email: '', password, now })).rejects.toMatchObject({
    code: 'setup-link-gone',
  });
});

test('a session that an older version starts for an ended account opens nothing', async () => {
  const { database, account, session } = await deskWithEditor();
  const held = await database.query.selectFrom('sessions').selectAll().executeTakeFirstOrThrow();
  await endAccount(database, email, now);
  await database.write(trx => trx.insertInto('sessions').values(held).execute());
  expect(held.staff_id).toBe(account.id);
  expect(await continueSession(database, session, now)).toBeNull();
});

test('nothing is kept any more for who wrote on a page that lay open', async () => {
  const { database, account } = await deskWithEditor();
  const keys = [Buffer.alloc(32)] as const;
  const viewer = toViewer({ id: account.id, email, role: 'admin', topics: [] });
  const page = { mark: writerMark(keys, viewer, 1, now), tip: 1, now };
  expect(await writerOf(database, keys, page)).toMatchObject({ email });
  await endAccount(database, email, now);
  expect(await writerOf(database, keys, page)).toBeNull();
});

test('the settings do not make an ended account again, and a first link is there when it was the last', async () => {
  const { database } = await deskWithEditor();
  await endAccount(database, email, now);
  expect(await addFirstAccount(database, { email, password, now })).toBe(false);
  expect(await linkForFirstAccount(database, now)).not.toBeNull();
});

test('who is added again has the account of before, with the name under what they wrote', async () => {
  const { database, account } = await deskWithEditor();
  await endAccount(database, email, now);
  const token = await linkForNewStaff(database, email, now);
  expect(await setUp(database, { token, email: '', password, now })).toMatchObject({ id: account.id });
  const again = await findAccount(database.query, email);
  expect(again).toMatchObject({ id: account.id, endedAt: null });
  expect(await verifyPassword(password, again?.passwordHash ?? null)).toBe(true);
});

test('the list says who signed in last when, in how many sessions they are, and whose account has ended', async () => {
  const { database, account } = await deskWithEditor();
  await startSession(database, account, now + HOUR);
  await linkForNewStaff(database, 'b@example.kr', now);
  await linkForNewStaff(database, 'a@example.kr', now);
  await endAccount(database, 'a@example.kr', now + 1);
  const none = { role: 'admin', hasPassword: false, signedInAt: null, sessions: 0, linkUntil: null };
  expect(await listAccounts(database.query, now + HOUR)).toMatchObject([
    { ...none, email: 'b@example.kr', linkUntil: now + DAY, endedAt: null },
    { ...none, email, hasPassword: true, signedInAt: now + HOUR, sessions: 2, endedAt: null },
    { ...none, email: 'a@example.kr', endedAt: now + 1 },
  ]);
});
