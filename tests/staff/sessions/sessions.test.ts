import { expect, test } from 'vitest';
import { toViewer } from '../../../src/staff/access.ts';
import { addStaff } from '../../../src/staff/accounts/accounts.ts';
import { SESSION_LENGTH } from '../../../src/staff/sessions/session-length.ts';
import { continueSession, endSession, startSession } from '../../../src/staff/sessions/sessions.ts';
import { hashToken } from '../../../src/staff/tokens.ts';
import { DAY, HOUR, MINUTE, START } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';

async function deskWithStaff() {
  const database = await freshDatabase();
  const account = await database.write(trx =>
    addStaff(trx, { email: 'a@example.kr', passwordHash: null, now: START }),
  );
  const start = async (now: number) => {
    const token = await startSession(database, account, now);
    if (token === null) throw new Error('No session was started');
    return token;
  };
  return { database, account, staffId: account.id, start };
}

test('a session says who is signed in, and only its hash is kept', async () => {
  const { database, staffId, start } = await deskWithStaff();
  const token = await start(START);
  expect(await continueSession(database, token, START)).toEqual({
    id: hashToken(token),
    confirmedAt: START,
    viewer: toViewer({ id: staffId, email: 'a@example.kr', role: 'admin', topics: [] }),
    renewed: false,
  });
  const rows = await database.query.selectFrom('sessions').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('a session ends after twelve hours without use', async () => {
  const { database, start } = await deskWithStaff();
  const token = await start(START);
  expect(await continueSession(database, token, START + SESSION_LENGTH)).toBeNull();
});

test('use puts the end forward, but writes at most every five minutes', async () => {
  const { database, start } = await deskWithStaff();
  const token = await start(START);
  expect(await continueSession(database, token, START + 4 * MINUTE)).toMatchObject({ renewed: false });
  expect(await continueSession(database, token, START + 11 * HOUR)).toMatchObject({ renewed: true });
  expect(await continueSession(database, token, START + 11 * HOUR + MINUTE)).toMatchObject({
    renewed: false,
  });
  expect(await continueSession(database, token, START + 22 * HOUR)).not.toBeNull();
});

test('a session that began while the clock was a year ahead ends twelve hours after its last use all the same', async () => {
  const { database, start } = await deskWithStaff();
  const token = await start(START + 365 * DAY);
  expect(await continueSession(database, token, START)).toMatchObject({ renewed: true });
  expect(await continueSession(database, token, START + SESSION_LENGTH)).toBeNull();
});

test('signing out ends one session and no other', async () => {
  const { database, start } = await deskWithStaff();
  const token = await start(START);
  const other = await start(START);
  await endSession(database, token, START);
  await endSession(database, 'unknown', START);
  expect(await continueSession(database, token, START)).toBeNull();
  expect(await continueSession(database, other, START)).not.toBeNull();
});

test('sessions that have ended are swept when someone signs in', async () => {
  const { database, start } = await deskWithStaff();
  await start(START);
  await start(START + SESSION_LENGTH);
  expect(await database.query.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
});

test('a session is only started for the password that was right, and the sign-in is noted', async () => {
  const { database, account } = await deskWithStaff();
  const signedInAt = database.query.selectFrom('staff').select('signed_in_at');
  expect(await startSession(database, { ...account, passwordHash: 'one of before' }, START)).toBeNull();
  expect(await signedInAt.executeTakeFirst()).toEqual({ signed_in_at: null });
  expect(await startSession(database, account, START)).not.toBeNull();
  expect(await signedInAt.executeTakeFirst()).toEqual({ signed_in_at: START });
});
