import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveSecretKeys } from '../../src/crypto/keys.ts';
import { keepSecretKey, readSecretKey } from '../../src/crypto/secret-key.ts';
import { KEY_FINGERPRINT, keepFact, WrongKey } from '../../src/db/desk-facts.ts';
import { loadDeskSecret } from '../../src/db/desk-secret.ts';
import { freshDatabase } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a new desk makes its key, and finds it again', async () => {
  const [{ query }, dataDir] = [await freshDatabase(), await temporaryFolder()];
  const made = await loadDeskSecret(query, { given: null, dataDir });
  expect(await loadDeskSecret(query, { given: null, dataDir })).toEqual(made);
});

test('a desk whose key is missing is given no other, and opens once its own is back', async () => {
  const [database, dataDir, own] = [await freshDatabase(), await temporaryFolder(), randomBytes(32)];
  await keepFact(database, KEY_FINGERPRINT, deriveSecretKeys(own).fingerprint);
  await expect(loadDeskSecret(database.query, { given: null, dataDir })).rejects.toThrow(WrongKey);
  expect(await readSecretKey(dataDir)).toBeNull();
  await keepSecretKey(own, dataDir);
  expect(await loadDeskSecret(database.query, { given: null, dataDir })).toEqual(own);
});
