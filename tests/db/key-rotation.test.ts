import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveSecretKeys } from '../../src/crypto/keys.ts';
import type { Database } from '../../src/db/database.ts';
import { WrongKey } from '../../src/db/desk-facts.ts';
import { beginRotation, endRotation, RotationRefused } from '../../src/db/key-rotation.ts';
import { openMasters, readSealKeys } from '../../src/db/seal-keys.ts';
import { raiseLeastVersion } from '../../src/db/versions/least-version.ts';
import { dropProcess, keyMark, noteProcess } from '../../src/db/versions/processes.ts';
import { freshDatabase } from '../support/databases.ts';

const newKey = () => {
  const secret = randomBytes(32);
  return { secret, keys: deriveSecretKeys(secret), now: 1 };
};
type Key = ReturnType<typeof newKey>;

async function desk() {
  const [database, old, next] = [await freshDatabase(), newKey(), newKey()];
  const masters = await openMasters(database, old);
  await raiseLeastVersion(database, '0.3.0');
  const rotate = (from: Key, to: Key) => beginRotation(database, { keys: from.keys, next: to.keys, now: 2 });
  return { database, old, next, masters, rotate };
}

const told = ({ current, lasting }: Awaited<ReturnType<typeof openMasters>>) => ({ current, lasting });
const isOpenedBy = (database: Database, key: Key) =>
  openMasters(database, key).then(
    () => true,
    error => error instanceof WrongKey && false,
  );

test('between the two steps either key opens the same masters, and afterwards the new one alone', async () => {
  const { database, old, next, masters, rotate } = await desk();
  await rotate(old, next);
  for (const key of [old, next]) expect(told(await openMasters(database, key))).toEqual(told(masters));
  expect(await endRotation(database, next.keys)).toBe(2);
  expect(told(await openMasters(database, next))).toEqual(told(masters));
  expect(await isOpenedBy(database, old)).toBe(false);
});

test('each step may be taken again, and changes nothing then', async () => {
  const { database, old, next, rotate } = await desk();
  await rotate(old, next);
  const rows = await readSealKeys(database.query);
  await rotate(old, next);
  await rotate(next, next);
  expect(await readSealKeys(database.query)).toEqual(rows);
  await endRotation(database, next.keys);
  expect(await endRotation(database, next.keys)).toBe(0);
  expect(await isOpenedBy(database, next)).toBe(true);
});

test('one that was begun with a wrong key goes on with another, or back to the old one', async () => {
  const { database, old, next: lost, rotate } = await desk();
  const next = newKey();
  await rotate(old, lost);
  await rotate(old, next);
  expect(await isOpenedBy(database, lost)).toBe(true);
  await endRotation(database, next.keys);
  expect([await isOpenedBy(database, lost), await isOpenedBy(database, next)]).toEqual([false, true]);
  await rotate(next, lost);
  await rotate(lost, next);
  await endRotation(database, next.keys);
  expect([await isOpenedBy(database, lost), await isOpenedBy(database, next)]).toEqual([false, true]);
});

test('the old key cannot end it, nor can a strange one begin or end it', async () => {
  const { database, old, next, rotate } = await desk();
  await rotate(old, next);
  const rows = await readSealKeys(database.query);
  await expect(endRotation(database, old.keys)).rejects.toThrow('given the old key');
  const strange = newKey();
  await expect(endRotation(database, strange.keys)).rejects.toThrow(WrongKey);
  await expect(rotate(strange, newKey())).rejects.toThrow(WrongKey);
  expect(await readSealKeys(database.query)).toEqual(rows);
});

test('it does not end while a process may live that has another key, or none that is known', async () => {
  const { database, old, next, rotate } = await desk();
  await rotate(old, next);
  const note = (id: string, secretKey: string | null) =>
    noteProcess(database, { id, version: '0.3.0', secretKey });
  await note('new', keyMark(next.keys));
  await note('old', keyMark(old.keys));
  await note('unknown', null);
  await expect(endRotation(database, next.keys)).rejects.toThrow('may be at work: 2.');
  await dropProcess(database, 'old');
  await expect(endRotation(database, next.keys)).rejects.toThrow(RotationRefused);
  // Killed, and a minute has passed.
  await database.query.updateTable('processes').set({ seen_at: 0 }).where('id', '=', 'unknown').execute();
  expect(await endRotation(database, next.keys)).toBe(2);
});

test('while a version is at work that would not know the new key, nothing is changed', async () => {
  const [database, old, next] = [await freshDatabase(), newKey(), newKey()];
  await openMasters(database, old);
  const rotate = () => beginRotation(database, { keys: old.keys, next: next.keys, now: 2 });
  await expect(rotate()).rejects.toThrow('before 0.3.0 is at work');
  await raiseLeastVersion(database, '0.3.0');
  await noteProcess(database, { id: 'old', version: '0.2.9' });
  await expect(rotate()).rejects.toThrow('before 0.3.0 is at work');
  expect(await readSealKeys(database.query)).toHaveLength(2);
  await dropProcess(database, 'old');
  await rotate();
  expect(await readSealKeys(database.query)).toHaveLength(4);
});

test('a master that only the old key opens is not left behind', async () => {
  const { database, old, next, rotate } = await desk();
  await rotate(old, next);
  await database.query
    .deleteFrom('seal_keys')
    .where('wrapped_by', '=', next.keys.fingerprint)
    .where('master', '=', 1)
    .execute();
  await expect(endRotation(database, next.keys)).rejects.toThrow(WrongKey);
  await rotate(old, next);
  expect(await endRotation(database, next.keys)).toBe(2);
});
