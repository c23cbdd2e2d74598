import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newSalt, tipFilesKey, tipKey, uploadsKey } from '../../src/crypto/masters.ts';

test('each tip has keys of its own, of its salt and of the master alone', () => {
  const [master, salt] = [randomBytes(32), newSalt()];
  expect(tipKey(master, salt)).toEqual(tipKey(master, salt));
  const all = [
    tipKey(master, salt),
    tipKey(master, newSalt()),
    tipKey(randomBytes(32), salt),
    tipFilesKey(master, salt),
    uploadsKey(master),
  ].map(key => key.toString('hex'));
  expect(new Set(all).size).toBe(all.length);
  expect(all.every(key => key.length === 64)).toBe(true);
});
