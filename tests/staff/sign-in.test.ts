import { expect, test } from 'vitest';
import { addFirstAccount } from '../../src/staff/accounts.ts';
import { continueSession } from '../../src/staff/sessions.ts';
import { createSignIn } from '../../src/staff/sign-in.ts';
import { createClock, HOUR, MINUTE, SECOND, START } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';

const email = 'editor@example.kr';
const password = 'a long enough password';
const right = { email, password, address: '203.0.113.7' };
const wrong = { ...right, password: 'not that one' };

async function createDoor() {
  const database = await freshDatabase();
  const clock = createClock();
  await addFirstAccount(database, { email, password, now: START });
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  return { database, clock, pauses, ...createSignIn({ database, clock, pause }) };
}

/** So many wrong tries on one account, each from another address. */
async function guess(door: Awaited<ReturnType<typeof createDoor>>, times: number) {
  for (let time = 0; time < times; time++) await door.signIn({ ...wrong, address: `198.51.100.${time}` });
}

test('the right password starts a session, whatever the case of the e-mail and the spaces around it', async () => {
  const door = await createDoor();
  const token = await door.signIn({ ...right, email: ' Editor@EXAMPLE.kr ' });
  expect(await continueSession(door.database, token ?? '', START)).toMatchObject({ viewer: { email } });
});

test('a wrong password and an unknown account give the same answer', async () => {
  const door = await createDoor();
  expect(await door.signIn(wrong)).toBeNull();
  expect(await door.signIn({ ...right, email: 'nobody@example.kr' })).toBeNull();
});

test('an address that goes on guessing waits longer and longer, at most fifteen minutes', async () => {
  const door = await createDoor();
  const waits: number[] = [];
  for (let time = 0; time < 18; time++) {
    await door.signIn({ ...wrong, email: `${time}@example.kr` }).catch(() => null);
    const refusal = await door.signIn(wrong).catch(error => error);
    if (refusal?.status !== 429) continue;
    waits.push(refusal.retryAfter);
    door.clock.move(refusal.retryAfter * SECOND);
  }
  expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
  expect(Math.max(...waits)).toBe(900);
  expect(await door.signIn({ ...right, address: '203.0.113.8' })).not.toBeNull();
});

test('a hundred guesses at once from one address are not a hundred guesses', async () => {
  const door = await createDoor();
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => door.signIn(wrong)));
  expect(tries.filter(one => one.status === 'fulfilled').length).toBeLessThanOrEqual(5);
});

test('a right password clears what the address has failed before', async () => {
  const door = await createDoor();
  for (let time = 0; time < 4; time++) await door.signIn(wrong);
  await door.signIn(right);
  for (let time = 0; time < 4; time++) expect(await door.signIn(wrong)).toBeNull();
});

test('loopback, where a proxy may stand, is never refused by its address', async () => {
  const door = await createDoor();
  for (let time = 0; time < 12; time++) {
    await door.signIn({ ...wrong, email: `${time}@example.kr`, address: '::1' });
  }
  expect(await door.signIn({ ...right, address: '::1' })).not.toBeNull();
});

test('an account that is guessed at from everywhere answers later, at most by five seconds, and is never locked', async () => {
  const door = await createDoor();
  await guess(door, 20);
  expect(door.pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 5_000]);
  expect(Math.max(...door.pauses)).toBe(5_000);
  expect(await door.signIn(right)).not.toBeNull();
});

test('where a colleague has signed in before, not even a delay', async () => {
  const door = await createDoor();
  await door.signIn(right);
  await guess(door, 20);
  door.pauses.length = 0;
  expect(await door.signIn(right)).not.toBeNull();
  expect(door.pauses).toEqual([]);
});

test('from one address only a few delayed answers wait at once, and a colleague elsewhere is never refused', async () => {
  const database = await freshDatabase();
  const gate = Promise.withResolvers<void>();
  const door = createSignIn({ database, clock: createClock(), pause: () => gate.promise });
  for (let time = 0; time < 5; time++) await door.signIn({ ...wrong, address: `198.51.100.${time}` });
  const tries = Array.from({ length: 6 }, () => door.signIn({ ...wrong, address: '127.0.0.1' }));
  const attacker = Array.from({ length: 6 }, () => door.signIn({ ...wrong, address: '192.0.2.1' }));
  const colleague = door.signIn({ ...wrong, address: '192.0.2.2' });
  const settled = Promise.allSettled([...attacker]);
  gate.resolve();
  expect((await settled).filter(one => one.status === 'rejected').length).toBeGreaterThanOrEqual(1);
  expect(await colleague).toBeNull();
  expect(await Promise.all(tries)).toEqual(Array(6).fill(null));
});

test('after an hour of quiet all is forgotten', async () => {
  const door = await createDoor();
  for (let time = 0; time < 5; time++) await door.signIn(wrong);
  await expect(door.signIn(right)).rejects.toMatchObject({ status: 429 });
  door.clock.move(HOUR + MINUTE);
  expect(await door.signIn(wrong)).toBeNull();
  expect(door.pauses).toEqual([]);
});

test('a clock that is set back by hours refuses nobody for hours', async () => {
  const door = await createDoor();
  for (let time = 0; time < 6; time++) await door.signIn(wrong).catch(() => null);
  door.clock.set(START - 3 * HOUR);
  expect(await door.signIn(right)).not.toBeNull();
});
