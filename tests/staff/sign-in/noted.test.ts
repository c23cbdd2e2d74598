import { expect, test } from 'vitest';
import { linkForNewStaff, linkForReset, setUp } from '../../../src/staff/accounts/setup-links.ts';
import { continueSession, endSession } from '../../../src/staff/sessions/sessions.ts';
import { createSignIn } from '../../../src/staff/sign-in/sign-in.ts';
import { createClock } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';
import { endAccount } from '../../support/end-account.ts';
import { makeKeys } from '../../support/keys.ts';
import { signedIn } from '../../support/signed-in.ts';

const email = 'one@newsroom.example';
const right = { email, password: 'a long enough password', address: '203.0.113.7' };
const { keys, masters } = makeKeys();

async function createDesk() {
  const [database, clock] = [await freshDatabase(), createClock()];
  const now = clock();
  const token = await linkForNewStaff(database, email, now, 'editor');
  const { id } = await setUp(database, { token, email, password: right.password, now });
  const signIn = createSignIn({ database, keys, masters, clock, pause: async () => {} });
  const noted = async () => {
    const rows = await database.query.selectFrom('events').selectAll().orderBy('id').execute();
    return rows.map(({ kind, staff_id, subject, detail }) => ({ kind, by: staff_id, subject, detail }));
  };
  return { database, now, id, signIn, noted };
}

test('an account that is made, reset, ended and brought back stands in the history by each', async () => {
  const { database, now, id, noted } = await createDesk();
  await linkForReset(database, email, now);
  await endAccount(database, email, now);
  await linkForNewStaff(database, email, now);
  const nobody = { by: null, subject: id, detail: null };
  expect(await noted()).toEqual([
    { ...nobody, kind: 'invited', detail: 'editor' },
    { ...nobody, kind: 'password set', by: id },
    { ...nobody, kind: 'password reset' },
    { ...nobody, kind: 'deactivated' },
    { ...nobody, kind: 'brought back' },
  ]);
});

test('signing in, proving it again and signing out stand in the history', async () => {
  const { database, now, id, signIn, noted } = await createDesk();
  const token = signedIn(await signIn.signIn(right))?.token ?? '';
  const session = (await continueSession(database, token, now))?.id ?? '';
  await signIn.confirm({ ...right, staffId: id, session, code: '' });
  await signIn.confirm({ ...right, password: 'not that one', staffId: id, session, code: '' });
  await endSession(database, token, now);
  await endSession(database, token, now);
  const own = { by: id, subject: id, detail: null };
  expect((await noted()).slice(2)).toEqual([
    { ...own, kind: 'signed in' },
    { ...own, kind: 'confirmed again' },
    { ...own, kind: 'sign-in failed', by: null },
    { ...own, kind: 'signed out' },
  ]);
});

test('a failed sign-in names the account, and nothing that was typed where there is none', async () => {
  const { id, signIn, noted } = await createDesk();
  await signIn.signIn({ ...right, password: 'not that one' });
  await signIn.signIn({ ...right, email: 'a password typed here by mistake' });
  const failed = { kind: 'sign-in failed', by: null, detail: null };
  expect((await noted()).slice(2)).toEqual([
    { ...failed, subject: id },
    { ...failed, subject: null },
  ]);
});
