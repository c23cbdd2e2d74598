import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { expect, test } from 'vitest';
import { addStaff } from '../../../src/staff/accounts/accounts.ts';
import { addFirstAccount } from '../../../src/staff/accounts/first-account.ts';
import { continueSession } from '../../../src/staff/sessions/sessions.ts';
import { createSignIn } from '../../../src/staff/sign-in/sign-in.ts';
import { whenDone } from '../../support/cleanup.ts';
import { createClock, HOUR, MINUTE, SECOND, START } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';
import { makeKeys } from '../../support/keys.ts';
import { signedIn } from '../../support/signed-in.ts';

const email = 'editor@example.kr';
const password = 'a long enough password';
const right = { email, password, address: '203.0.113.7' };
const { keys, masters } = makeKeys();
const wrong = { ...right, password: 'not that one' };

async function createSignInWorld() {
  const database = await freshDatabase();
  const clock = createClock();
  await addFirstAccount(database, { email, password, now: START });
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  return { database, clock, pauses, ...createSignIn({ database, keys, masters, clock, pause }) };
}

/** So many wrong tries on one account, each from another address. */
async function guess(world: Awaited<ReturnType<typeof createSignInWorld>>, times: number) {
  for (let time = 0; time < times; time++) await world.signIn({ ...wrong, address: `198.51.100.${time}` });
}

test('the right password starts a session, whatever the case of the e-mail and the spaces around it', async () => {
  const world = await createSignInWorld();
  const answer = await world.signIn({ ...right, email: ' Editor@EXAMPLE.kr ' });
  expect(await continueSession(world.database, signedIn(answer)?.token ?? '', START)).toMatchObject({
    viewer: { email },
  });
});

/** How much each password costs that is derived from now on. */
function watchDerivations() {
  const costs: object[] = [];
  const { argon2 } = crypto;
  const replace = (by: typeof argon2) => {
    Object.assign(crypto, { argon2: by });
    syncBuiltinESMExports();
  };
  replace((algorithm, parameters, done) => {
    const { memory, passes, parallelism, tagLength } = parameters;
    costs.push({ algorithm, memory, passes, parallelism, tagLength });
    argon2(algorithm, parameters, done);
  });
  whenDone(() => replace(argon2));
  return costs;
}

test('a wrong password and an unknown account get the same answer, work and delays', async () => {
  const world = await createSignInWorld();
  const notSetUp = { email: 'new@example.kr', passwordHash: null, now: START };
  await world.database.write(trx => addStaff(trx, notSetUp));
  const costs = watchDerivations();
  const guessed: unknown[] = [];
  for (const email of [wrong.email, 'nobody@example.kr', notSetUp.email]) {
    const answers: unknown[] = [];
    for (let time = 0; time < 7; time++)
      answers.push(await world.signIn({ ...wrong, email, address: `198.51.100.${time}` }));
    guessed.push({ answers, costs: costs.splice(0), pauses: world.pauses.splice(0) });
    // By another address each time, so that none of them has failed before.
    world.clock.move(2 * HOUR);
  }
  const cost = { algorithm: 'argon2id', memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
  const same = { answers: Array(7).fill(null), costs: Array(7).fill(cost), pauses: [1_000, 2_000] };
  expect(guessed).toEqual([same, same, same]);
});

test('an address that goes on guessing waits longer and longer, at most fifteen minutes', async () => {
  const world = await createSignInWorld();
  const waits: number[] = [];
  for (let time = 0; time < 18; time++) {
    await world.signIn({ ...wrong, email: `${time}@example.kr` }).catch(() => null);
    const refusal = await world.signIn(wrong).catch(error => error);
    if (refusal?.code !== 'too-many-sign-ins') continue;
    waits.push(refusal.retryAfter);
    world.clock.move(refusal.retryAfter * SECOND);
  }
  expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
  expect(Math.max(...waits)).toBe(900);
  expect(await world.signIn({ ...right, address: '203.0.113.8' })).not.toBeNull();
});

test('a hundred guesses at once from one address are not a hundred guesses', async () => {
  const world = await createSignInWorld();
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => world.signIn(wrong)));
  expect(tries.filter(one => one.status === 'fulfilled').length).toBeLessThanOrEqual(5);
});

test('a right password clears what the address has failed before', async () => {
  const world = await createSignInWorld();
  for (let time = 0; time < 4; time++) await world.signIn(wrong);
  await world.signIn(right);
  for (let time = 0; time < 4; time++) expect(await world.signIn(wrong)).toBeNull();
});

test('loopback, where a proxy may stand, is never refused by its address', async () => {
  const world = await createSignInWorld();
  for (let time = 0; time < 12; time++) {
    await world.signIn({ ...wrong, email: `${time}@example.kr`, address: '::1' });
  }
  expect(await world.signIn({ ...right, address: '::1' })).not.toBeNull();
});

test('an account that is guessed at from everywhere answers later, at most by five seconds, and is never locked', async () => {
  const world = await createSignInWorld();
  await guess(world, 20);
  expect(world.pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 5_000]);
  expect(Math.max(...world.pauses)).toBe(5_000);
  expect(await world.signIn(right)).not.toBeNull();
});

test('where a colleague has signed in before, not even a delay', async () => {
  const world = await createSignInWorld();
  await world.signIn(right);
  await guess(world, 20);
  world.pauses.length = 0;
  expect(await world.signIn(right)).not.toBeNull();
  expect(world.pauses).toEqual([]);
});

test('from one address only a few delayed answers wait at once, and a colleague elsewhere is never refused', async () => {
  const database = await freshDatabase();
  const gate = Promise.withResolvers<void>();
  const world = createSignIn({ database, keys, masters, clock: createClock(), pause: () => gate.promise });
  for (let time = 0; time < 5; time++) await world.signIn({ ...wrong, address: `198.51.100.${time}` });
  const tries = Array.from({ length: 6 }, () => world.signIn({ ...wrong, address: '127.0.0.1' }));
  const attacker = Array.from({ length: 6 }, () => world.signIn({ ...wrong, address: '192.0.2.1' }));
  const colleague = world.signIn({ ...wrong, address: '192.0.2.2' });
  const settled = Promise.allSettled([...attacker]);
  gate.resolve();
  expect((await settled).filter(one => one.status === 'rejected').length).toBeGreaterThanOrEqual(1);
  expect(await colleague).toBeNull();
  expect(await Promise.all(tries)).toEqual(Array(6).fill(null));
});

test('after an hour of quiet all is forgotten', async () => {
  const world = await createSignInWorld();
  for (let time = 0; time < 5; time++) await world.signIn(wrong);
  await expect(world.signIn(right)).rejects.toMatchObject({ code: 'too-many-sign-ins' });
  world.clock.move(HOUR + MINUTE);
  world.pauses.length = 0;
  expect(await world.signIn(wrong)).toBeNull();
  expect(world.pauses).toEqual([]);
});

test('a clock that is set back by hours refuses nobody for hours', async () => {
  const world = await createSignInWorld();
  for (let time = 0; time < 6; time++) await world.signIn(wrong).catch(() => null);
  world.clock.set(START - 3 * HOUR);
  expect(await world.signIn(right)).not.toBeNull();
});
