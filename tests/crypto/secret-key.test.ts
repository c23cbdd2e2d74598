import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deriveLastingKeys, derivePassingKeys, deriveSecretKeys } from '../../src/crypto/keys.ts';
import { keepSecretKey, loadSecretKey, readSecretKey } from '../../src/crypto/secret-key.ts';
import { watchDisk } from '../support/power-cut.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('the key is made once, and only its owner may read it', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const [first = Buffer.alloc(0), ...others] = await Promise.all(
    Array.from({ length: 20 }, () => loadSecretKey(null, folder)),
  );
  expect(first).toHaveLength(32);
  expect(others.every(key => key.equals(first))).toBe(true);
  expect(await readdir(folder)).toEqual(['secret.key']);
  expect((await loadSecretKey(null, folder)).equals(first)).toBe(true);
  expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test('a power cut takes no key that was used, and leaves no half key', async () => {
  const parent = await temporaryFolder();
  const disk = await watchDisk(parent, { eachMoment: true });
  const left = async (moment = disk.now()) => readSecretKey(join(await disk.afterCut(moment), 'data'));
  const folder = join(parent, 'data');

  const first = await loadSecretKey(null, folder);
  expect(await left()).toEqual(first);
  for (const moment of disk.moments.splice(0)) expect([null, first]).toContainEqual(await left(moment));

  const restored = randomBytes(32);
  await keepSecretKey(restored, folder);
  expect(await left()).toEqual(restored);
  for (const moment of disk.moments) expect([first, restored]).toContainEqual(await left(moment));
});

test('a key that was set is used, and none is made', async () => {
  const folder = await temporaryFolder();
  expect(await loadSecretKey(Buffer.alloc(32, 9), folder)).toEqual(Buffer.alloc(32, 9));
  await expect(readFile(join(folder, 'secret.key'))).rejects.toThrow('ENOENT');
});

test('a damaged key file ends the start instead of making another key', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'secret.key'), 'short');
  await expect(loadSecretKey(null, folder)).rejects.toThrow('does not hold 32 bytes');
});

test('every use has a key of its own', () => {
  const secret = Buffer.alloc(32, 1);
  const { fingerprint, ...ofSecret } = deriveSecretKeys(secret);
  const rings = Object.values(derivePassingKeys(secret, secret)).map(([key]) => key);
  const keys = [...Object.values(ofSecret), ...rings, ...Object.values(deriveLastingKeys(secret))];
  const all = keys.map(key => key.toString('hex'));
  expect(all).toContain(deriveLastingKeys(Buffer.alloc(32, 1)).receipt.toString('hex'));
  expect(new Set([...all, fingerprint]).size).toBe(all.length + 1);
});
