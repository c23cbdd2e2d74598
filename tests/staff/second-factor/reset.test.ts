import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readLeastVersion } from '../../../src/db/versions/least-version.ts';
import { toViewer } from '../../../src/staff/access.ts';
import { type Account, addStaff, findAccount } from '../../../src/staff/accounts/accounts.ts';
import { changePassword } from '../../../src/staff/accounts/change-password.ts';
import {
  addTotp,
  remakeRecoveryCodes,
  removeTotp,
  resetFactorOfColleague,
  resetSecondFactor,
} from '../../../src/staff/second-factor/change-factors.ts';
import { factorsOf } from '../../../src/staff/second-factor/factors.ts';
import { stepOfCode } from '../../../src/staff/second-factor/totp.ts';
import { holdSession } from '../../../src/staff/sessions/hold-session.ts';
import { startSession } from '../../../src/staff/sessions/sessions.ts';
import { hashToken } from '../../../src/staff/tokens.ts';
import { START } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';
import { makeKeys } from '../../support/keys.ts';
import { codeAt, keyOf } from '../../support/totp.ts';

const now = START;
const { keys, masters } = makeKeys();

/** A desk where two have an app; one of them is in, in two sessions. */
async function deskWithApps() {
  const database = await freshDatabase();
  const secret = randomBytes(20);
  const signIn = async (account: Account, isFactorProved = false) =>
    hashToken((await startSession(database, account, now, isFactorProved)) ?? '');
  const add = async (email: string) => {
    const account = await database.write(trx => addStaff(trx, { email, passwordHash: 'hash', now }));
    const code = codeAt(keyOf(secret), now);
    const owner = { staffId: account.id, session: await signIn(account), now };
    const { codes } = await addTotp({ database, keys, masters }, { ...owner, secret, code });
    return { ...account, codes, session: owner.session };
  };
  const [lost, other] = [await add('lost@example.kr'), await add('other@example.kr')];
  await signIn(lost, true);
  const sessionsOf = (staffId: string) =>
    database.query.selectFrom('sessions').select('staff_id').where('staff_id', '=', staffId).execute();
  const noted = () =>
    database.query
      .selectFrom('events')
      .select(['kind', 'staff_id', 'subject', 'detail'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
  return { database, lost, other, signIn, sessionsOf, noted };
}

const NONE = { appSince: null, codesLeft: 0 };

test('A reset takes all factors of one person and ends their sessions, and nobody else’s', async () => {
  const { database, lost, other, sessionsOf, noted } = await deskWithApps();
  const reset = { email: ` ${lost.email.toUpperCase()}`, by: null, now };
  expect(await resetSecondFactor(database, reset)).toEqual({ email: lost.email });
  expect(await factorsOf(database.query, lost.id)).toMatchObject(NONE);
  expect(await sessionsOf(lost.id)).toEqual([]);
  expect(await startSession(database, lost, now)).not.toBeNull();
  expect(await factorsOf(database.query, other.id)).toMatchObject({ appSince: now, codesLeft: 10 });
  expect(await sessionsOf(other.id)).toHaveLength(1);
  await expect(resetSecondFactor(database, reset)).rejects.toMatchObject({ code: 'no-second-factor' });
  const nobody = { email: 'nobody@example.kr', by: null, now };
  await expect(resetSecondFactor(database, nobody)).rejects.toMatchObject({ code: 'not-staff' });
  expect(await noted()).toMatchObject({ kind: 'signed in' });
});

test('An admin resets a colleague’s under their own name, and others may not', async () => {
  const { database, lost, other, noted } = await deskWithApps();
  const as = (role: string) => toViewer({ id: other.id, email: other.email, role, topics: [] });
  for (const role of ['editor', 'reporter', 'of a newer version'])
    await expect(
      (async () => resetFactorOfColleague(database, as(role), { staffId: lost.id, now }))(),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  // Whose role was lowered since they asked may not either.
  const setRole = (role: string) =>
    database.write(trx => trx.updateTable('staff').set({ role }).where('id', '=', other.id).execute());
  await setRole('editor');
  await expect(
    resetFactorOfColleague(database, as('admin'), { staffId: lost.id, now }),
  ).rejects.toMatchObject({ code: 'not-allowed' });
  await setRole('admin');
  expect(await factorsOf(database.query, lost.id)).toMatchObject({ appSince: now });
  await resetFactorOfColleague(database, as('admin'), { staffId: lost.id, now });
  expect(await factorsOf(database.query, lost.id)).toMatchObject(NONE);
  expect(await noted()).toEqual({
    ...{ kind: 'second factor reset', staff_id: other.id, subject: lost.id, detail: null },
  });
});

test('A session is not started for a password alone where there is a factor by now', async () => {
  const { database, lost } = await deskWithApps();
  expect(await startSession(database, lost, now)).toBeNull();
  expect(await startSession(database, lost, now, true)).not.toBeNull();
});

test('A session is not started for a factor that was proved and taken away at that moment', async () => {
  const { database, lost } = await deskWithApps();
  await resetSecondFactor(database, { email: lost.email, by: null, now });
  expect(await startSession(database, lost, now, true)).toBeNull();
  expect(await startSession(database, lost, now)).not.toBeNull();
});

test('Of two first factors that are added at once, one comes with recovery codes', async () => {
  const { database, lost, signIn } = await deskWithApps();
  await resetSecondFactor(database, { email: lost.email, by: null, now });
  const session = await signIn(lost);
  const add = (secret: Buffer) =>
    addTotp(
      { database, keys, masters },
      { staffId: lost.id, session, now, secret, code: codeAt(keyOf(secret), now) },
    );
  const added = await Promise.all([add(randomBytes(20)), add(randomBytes(20))]);
  expect(added.map(({ codes }) => codes?.length ?? 0).toSorted()).toEqual([0, 10]);
  expect(await factorsOf(database.query, lost.id)).toMatchObject({ appSince: now, codesLeft: 10 });
});

test('Who asked before a reset, and comes after it, leaves no factor, code or password behind', async () => {
  const { database, lost } = await deskWithApps();
  await resetSecondFactor(database, { email: lost.email, by: null, now });
  const owner = { staffId: lost.id, session: lost.session, now };
  const secret = randomBytes(20);
  const app = { ...owner, secret, code: codeAt(keyOf(secret), now) };
  const refused = { code: 'not-allowed' };
  await expect(addTotp({ database, keys, masters }, app)).rejects.toMatchObject(refused);
  await expect(removeTotp(database, owner)).rejects.toMatchObject(refused);
  await expect(remakeRecoveryCodes({ database, keys }, owner)).rejects.toMatchObject(refused);
  await expect(changePassword(database, { ...owner, password: 'another' })).rejects.toMatchObject(refused);
  await expect(database.write(trx => holdSession(trx, owner))).rejects.toMatchObject(refused);
  expect(await factorsOf(database.query, lost.id)).toMatchObject(NONE);
  expect(await findAccount(database.query, lost.email)).toMatchObject({ passwordHash: 'hash' });
});

test('The first factor keeps out versions that would ask for none', async () => {
  const { database } = await deskWithApps();
  expect(await readLeastVersion(database.query)).toBe('0.5.0');
});

/** RFC 6238, Appendix B, of which six digits are left. */
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [2000000000, '279037'],
])('At %i seconds the code is that of the standard', async (seconds, code) => {
  const secret = Buffer.from('12345678901234567890');
  expect(await stepOfCode(secret, code, seconds * 1_000)).toBe(Math.floor(seconds / 30));
});
