import { expect, test } from 'vitest';
import { Refusal } from '../../../src/errors.ts';
import type { Lane } from '../../../src/fair-slots.ts';
import {
  hashPassword,
  knownLane,
  strangersLane,
  verifyPassword,
} from '../../../src/staff/passwords/passwords.ts';

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test('a password is kept as an argon2id PHC string of OWASP’s cost, with its own salt', async () => {
  const [first, second] = await Promise.all([hashPassword('맑은 아침 바다'), hashPassword('맑은 아침 바다')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(first).not.toBe(second);
});

test('only the password itself is right, in whichever Unicode form it is typed', async () => {
  const kept = await hashPassword('맑은 아침 바다');
  expect(await verifyPassword('맑은 아침 바다', kept)).toBe(true);
  expect(await verifyPassword('맑은 아침 바다'.normalize('NFD'), kept)).toBe(true);
  expect(await verifyPassword('맑은 아침 바다 ', kept)).toBe(false);
  expect(await verifyPassword('', kept)).toBe(false);
});

test('a hash of another cost still verifies', async () => {
  const { argon2Sync } = await import('node:crypto');
  const nonce = Buffer.from('somesalt12345678');
  const hash = argon2Sync('argon2id', {
    message: 'password',
    nonce,
    parallelism: 1,
    tagLength: 24,
    memory: 1024,
    passes: 1,
  });
  const kept = `$argon2id$v=19$m=1024,t=1,p=1$${nonce.toString('base64').replace(/=+$/, '')}$${hash.toString('base64')}`;
  expect(await verifyPassword('password', kept)).toBe(true);
  expect(await verifyPassword('passwort', kept)).toBe(false);
});

test('an account without a password takes as long as one with, and is never right', async () => {
  const kept = await hashPassword('correct horse battery');
  // What it takes of the processor, in the threads where hashes are made too: others may be at work on the machine.
  const time = async (hash: string | null) => {
    const start = process.cpuUsage();
    expect(await verifyPassword('wrong horse battery', hash)).toBe(false);
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 9; round++) {
    known.push(await time(kept));
    unknown.push(await time(null));
  }
  expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
  expect(median(unknown) / median(known)).toBeLessThan(2);
});

/** So many at once, each in the lane that is said, of a password that costs next to nothing. */
async function startFlood(times: number, lane: (time: number) => Lane) {
  const cheap = await hashPassword('y', { memory: 64, passes: 1, parallelism: 1 });
  const answered: unknown[] = [];
  const tries = Array.from({ length: times }, (_, time) =>
    verifyPassword('x', cheap, { lane: lane(time) }).catch((error: unknown) => error),
  );
  const all = Promise.all(tries.map(async one => answered.push(await one)));
  const refused = async () => {
    await all;
    const refusals = answered.filter(answer => answer !== false);
    expect(refusals.every(one => one instanceof Refusal && one.code === 'passwords-busy')).toBe(true);
    return refusals.length;
  };
  return { cheap, answered, refused };
}

test('a flood of passwords is refused rather than queued without end', async () => {
  const { refused } = await startFlood(220, () => strangersLane(null, null));
  // Two at work and 200 who wait; what another test has left behind may be among these.
  expect(await refused()).toBeGreaterThanOrEqual(18);
  expect(await verifyPassword('x', null)).toBe(false);
});

test('a flood from one network takes neither turn nor place from others', async () => {
  const { cheap, answered, refused } = await startFlood(300, time => strangersLane('one', `address ${time}`));
  const lanes = [strangersLane('another', 'a'), strangersLane('a third', 'a'), knownLane('browser')];
  const others = await Promise.all(lanes.map(lane => verifyPassword('x', cheap, { lane })));
  expect(others).toEqual([false, false, false]);
  // Each of these had its turn while the flood had a few.
  expect(answered.filter(answer => answer === false).length).toBeLessThan(20);
  expect(await refused()).toBeGreaterThanOrEqual(101);
});
