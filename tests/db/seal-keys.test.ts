import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveLastingKeys, deriveSecretKeys } from '../../src/crypto/keys.ts';
import type { Database } from '../../src/db/database.ts';
import { KEY_FINGERPRINT, keepFact, WrongKey } from '../../src/db/desk-facts.ts';
import { openMasters } from '../../src/db/seal-keys.ts';
import { freshDatabase } from '../support/databases.ts';

const openWith = (database: Database, secret: Buffer) =>
  openMasters(database, { secret, keys: deriveSecretKeys(secret), now: 1 });

test('the masters are made once, and are the same at every start, even of two processes at once', async () => {
  const [database, secret] = [await freshDatabase(), randomBytes(32)];
  const [first, atOnce] = await Promise.all([openWith(database, secret), openWith(database, secret)]);
  const again = await openWith(database, secret);
  for (const masters of [atOnce, again])
    expect([masters.current, masters.lasting]).toEqual([first.current, first.lasting]);
  expect([again.find(1), again.find(2)]).toEqual([again.current.key, null]);
});

test('another secret key opens none of them, and makes none', async () => {
  const [database, secret] = [await freshDatabase(), randomBytes(32)];
  await openWith(database, secret);
  const before = await database.query.selectFrom('seal_keys').selectAll().execute();
  await expect(openWith(database, randomBytes(32))).rejects.toThrow(WrongKey);
  expect(await database.query.selectFrom('seal_keys').selectAll().execute()).toEqual(before);
});

test('a new desk’s lasting keys follow from nothing that is outside of its database', async () => {
  const [database, secret] = [await freshDatabase(), randomBytes(32)];
  const { lasting } = await openWith(database, secret);
  expect(lasting.receipt).not.toEqual(deriveLastingKeys(secret).receipt);
});

test('a desk of before there were masters keeps the keys by which it gave out receipts', async () => {
  const [database, secret] = [await freshDatabase(), randomBytes(32)];
  await keepFact(database, KEY_FINGERPRINT, deriveSecretKeys(secret).fingerprint);
  expect((await openWith(database, secret)).lasting).toEqual(deriveLastingKeys(secret));
});

test('no key stands in the database as it is', async () => {
  const [database, secret] = [await freshDatabase(), randomBytes(32)];
  const { current } = await openWith(database, secret);
  const rows = JSON.stringify(await database.query.selectFrom('seal_keys').selectAll().execute());
  for (const key of [secret, current.key])
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(rows).not.toContain(key.toString(form));
});
