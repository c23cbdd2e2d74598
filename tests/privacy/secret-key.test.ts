import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deriveKeys } from '../../src/privacy/keys.ts';
import { loadSecretKey } from '../../src/privacy/secret-key.ts';
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
  const { receipt, receiptHash, cookie, stamp, fingerprint } = deriveKeys(Buffer.alloc(32, 1));
  const all = [receipt, receiptHash, cookie, stamp].map(key => key.toString('hex'));
  expect(new Set([...all, fingerprint]).size).toBe(5);
});
