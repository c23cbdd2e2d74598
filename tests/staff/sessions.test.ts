import { expect, test } from 'vitest';
import { addStaff } from '../../src/staff/accounts.ts';
import { continueSession, endSession, SESSION_LENGTH, startSession } from '../../src/staff/sessions.ts';
import { DAY, HOUR, MINUTE, START } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';

async function deskWithStaff() {
  const database = await freshDatabase();
  const { id } = await database.write(trx =>
    addStaff(trx, { email: 'a@example.kr', passwordHash: null, now: START }),
  );
  return { database, staffId: id };
}

test('a session says who is signed in, and only its hash is kept', async () => {
  const { database, staffId } = await deskWithStaff();
  const token = await startSession(database, staffId, START);
  expect(await continueSession(database, token, START)).toEqual({
    viewer: { staffId, email: 'a@example.kr' },
    renewed: false,
  });
  const rows = await database.query.selectFrom('sessions').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('a session ends after twelve hours without use', async () => {
  const { database, staffId } = await deskWithStaff();
  const token = await startSession(database, staffId, START);
  expect(await continueSession(database, token, START + SESSION_LENGTH)).toBeNull();
});

test('use puts the end forward, but writes at most every five minutes', async () => {
  const { database, staffId } = await deskWithStaff();
  const token = await startSession(database, staffId, START);
  expect(await continueSession(database, token, START + 4 * MINUTE)).toMatchObject({ renewed: false });
  expect(await continueSession(database, token, START + 11 * HOUR)).toMatchObject({ renewed: true });
  expect(await continueSession(database, token, START + 11 * HOUR + MINUTE)).toMatchObject({
    renewed: false,
  });
  expect(await continueSession(database, token, START + 22 * HOUR)).not.toBeNull();
});

test('a session that began while the clock was a year ahead ends twelve hours after its last use all the same', async () => {
  const { database, staffId } = await deskWithStaff();
  const token = await startSession(database, staffId, START + 365 * DAY);
  expect(await continueSession(database, token, START)).toMatchObject({ renewed: true });
  expect(await continueSession(database, token, START + SESSION_LENGTH)).toBeNull();
});

test('signing out ends one session and no other', async () => {
  const { database, staffId } = await deskWithStaff();
  const token = await startSession(database, staffId, START);
  const other = await startSession(database, staffId, START);
  await endSession(database, token);
  await endSession(database, 'unknown');
  expect(await continueSession(database, token, START)).toBeNull();
  expect(await continueSession(database, other, START)).not.toBeNull();
});

test('sessions that have ended are swept when someone signs in', async () => {
  const { database, staffId } = await deskWithStaff();
  await startSession(database, staffId, START);
  await startSession(database, staffId, START + SESSION_LENGTH);
  expect(await database.query.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
});
