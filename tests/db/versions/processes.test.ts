import { expect, test } from 'vitest';
import { raiseLeastVersion } from '../../../src/db/versions/least-version.ts';
import { dropProcess, isAnyOlder, isServedFrom, noteProcess } from '../../../src/db/versions/processes.ts';
import { freshDatabase } from '../../support/databases.ts';

const MINUTE = 60_000;

test('an older process counts from its first sign of life until it is dropped', async () => {
  const database = await freshDatabase();
  expect(await isAnyOlder(database, '0.3.0')).toBe(false);
  await noteProcess(database, { id: 'old', version: '0.2.9' });
  await noteProcess(database, { id: 'new', version: '0.3.0' });
  expect(await isAnyOlder(database, '0.3.0')).toBe(true);
  expect(await isAnyOlder(database, '0.2.9')).toBe(false);
  await dropProcess(database, 'old');
  expect(await isAnyOlder(database, '0.3.0')).toBe(false);
});

test('who gave no sign for a minute counts as gone, and after an hour is forgotten', async () => {
  const database = await freshDatabase();
  await noteProcess(database, { id: 'quiet', version: '0.2.0' });
  await noteProcess(database, { id: 'long gone', version: '0.2.0' });
  const ago = async (id: string, milliseconds: number) => {
    const { seen_at } = await database.query
      .selectFrom('processes')
      .select('seen_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await database.query
      .updateTable('processes')
      .set({ seen_at: seen_at - milliseconds })
      .where('id', '=', id)
      .execute();
  };
  await ago('quiet', 2 * MINUTE);
  await ago('long gone', 61 * MINUTE);
  expect(await isAnyOlder(database, '0.3.0')).toBe(false);
  await noteProcess(database, { id: 'new', version: '0.3.0' });
  const left = await database.query.selectFrom('processes').select('id').orderBy('id').execute();
  expect(left.map(({ id }) => id)).toEqual(['new', 'quiet']);
  await noteProcess(database, { id: 'quiet', version: '0.2.0' });
  expect(await isAnyOlder(database, '0.3.0')).toBe(true);
});

test('a new form may be written once the mark is raised and the last older process is gone', async () => {
  const database = await freshDatabase();
  await noteProcess(database, { id: 'old', version: '0.2.0' });
  expect(await isServedFrom(database, '0.3.0')).toBe(false);
  await raiseLeastVersion(database, '0.3.0');
  expect(await isServedFrom(database, '0.3.0')).toBe(false);
  await dropProcess(database, 'old');
  expect(await isServedFrom(database, '0.3.0')).toBe(true);
  expect(await isServedFrom(database, '0.3.1')).toBe(false);
});
