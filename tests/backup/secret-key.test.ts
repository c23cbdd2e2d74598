import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Place } from '../../src/backup/place.ts';
import { verifyBackup } from '../../src/backup/verify.ts';
import { KEY_FINGERPRINT, keepFact } from '../../src/db/desk-facts.ts';
import { deriveKeys } from '../../src/privacy/keys.ts';
import { loadSecretKey, readSecretKey } from '../../src/privacy/secret-key.ts';
import { createTipWorld } from '../tips/tip-world.ts';
import { backUpInto, emptyPlace, piecesOf, restoreFrom, unlock } from './backup-world.ts';

const otherKey = Buffer.alloc(32, 'another');
const withKey = (place: Place, secretKey: Buffer | null): Place => ({ ...place, secretKey });

/** A desk that made its key by itself, and one that was given the same. */
async function desks() {
  const { place, desk } = await createTipWorld();
  const key = await loadSecretKey(null, place.dataDir);
  await keepFact(desk.database, KEY_FINGERPRINT, deriveKeys(key).fingerprint);
  return { key, own: withKey(place, null), given: withKey(place, key) };
}

test('the key that the desk made is inside, and goes into the data folder', async () => {
  const { key, own } = await desks();
  const bytes = await backUpInto(own);
  expect(await verifyBackup(piecesOf(bytes), unlock)).toMatchObject({ hasSecretKey: true });
  const place = withKey(await emptyPlace(), null);
  expect(await restoreFrom(bytes, place)).toMatchObject({ key: 'kept' });
  expect(await readSecretKey(place.dataDir)).toEqual(key);
});

test('the key that comes from SECRET_KEY is not inside, and a restore says whether it is here', async () => {
  const { key, given } = await desks();
  const bytes = await backUpInto(given);
  expect(bytes.includes(key)).toBe(false);
  expect(await verifyBackup(piecesOf(bytes), unlock)).toMatchObject({ hasSecretKey: false });
  const [without, withIt] = [withKey(await emptyPlace(), null), withKey(await emptyPlace(), key)];
  expect(await restoreFrom(bytes, without)).toMatchObject({ key: 'missing' });
  expect(await readSecretKey(without.dataDir)).toBeNull();
  expect(await restoreFrom(bytes, withIt)).toMatchObject({ key: 'set' });
});

test('where another key is set, nothing is restored: the desk would refuse to start', async () => {
  const { own } = await desks();
  const bytes = await backUpInto(own);
  await expect(restoreFrom(bytes, withKey(await emptyPlace(), otherKey))).rejects.toThrow(
    'SECRET_KEY is another key than that of the backup.',
  );
  const place = withKey(await emptyPlace(), null);
  await loadSecretKey(null, place.dataDir);
  await expect(restoreFrom(bytes, place)).rejects.toThrow('secret.key in DATA_DIR is another key');
});

test('a desk whose key is not at hand is not backed up, because nobody could start what is restored', async () => {
  const { own } = await desks();
  await expect(backUpInto(withKey(own, otherKey))).rejects.toThrow('not the one of this desk');
  await rm(join(own.dataDir, 'secret.key'));
  await expect(backUpInto(own)).rejects.toThrow('The secret key of this desk is not here');
});
