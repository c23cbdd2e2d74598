import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { derivePassingKeys, deriveSecretKeys } from '../../src/crypto/keys.ts';
import { seal, sign, unsealByAny, verifiedByAny } from '../../src/crypto/seal.ts';

test('what went out before the secret key was changed is known after, by every process', () => {
  const [master, old, next] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const [before, after] = [derivePassingKeys(master, old), derivePassingKeys(master, next)];
  for (const [one, other] of [
    [before, after],
    [after, before],
  ] as const) {
    expect(unsealByAny(other.cookie, seal(one.cookie[0], '글'))).toBe('글');
    expect(verifiedByAny(other.stamp, sign(one.stamp[0], '1'))).toBe('1');
    expect(verifiedByAny(other.writerMark, sign(one.writerMark[0], '1'))).toBe('1');
  }
});

test('what an older version signed by the secret key is known until that is changed', () => {
  const [master, old, next] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  // As it was derived there, which nobody may change: pages that lie open carry it.
  const stamp = sign(Buffer.from(derivePassingKeys(old, old).stamp[0]), '1');
  expect(verifiedByAny(derivePassingKeys(master, old).stamp, stamp)).toBe('1');
  expect(verifiedByAny(derivePassingKeys(master, next).stamp, stamp)).toBeNull();
});

test('the fingerprint of a key opens nothing', () => {
  const { fingerprint, masters } = deriveSecretKeys(randomBytes(32));
  expect(masters.toString('hex')).not.toBe(fingerprint);
});
