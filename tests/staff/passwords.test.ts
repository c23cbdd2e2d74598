import { expect, test } from 'vitest';
import { Refusal } from '../../src/errors.ts';
import { hashPassword, verifyPassword } from '../../src/staff/passwords.ts';

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
  const time = async (hash: string | null) => {
    const start = performance.now();
    expect(await verifyPassword('wrong horse battery', hash)).toBe(false);
    return performance.now() - start;
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

test('a flood of passwords is refused rather than queued without end', async () => {
  const results = await Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword('x', null)));
  const refused = results.filter(result => result.status === 'rejected').map(result => result.reason);
  expect(refused).toHaveLength(8);
  expect(refused.every(reason => reason instanceof Refusal && reason.status === 503)).toBe(true);
  expect(await verifyPassword('x', null)).toBe(false);
});
