import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { LEAST_VERSION, setFact } from '../../../src/db/desk-facts.ts';
import { connectDatabase, lastMigration, openDatabase } from '../../../src/db/open.ts';
import {
  raiseLeastVersion,
  readLeastVersion,
  VersionTooOld,
} from '../../../src/db/versions/least-version.ts';
import { whenDone } from '../../support/cleanup.ts';
import { freshDatabase, freshSettings } from '../../support/databases.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('an older version does not open a database that needs a newer one, and changes nothing of it', async () => {
  const [settings, folder] = [await freshSettings(), await temporaryFolder()];
  const newer = await openDatabase(settings, folder);
  whenDone(() => newer.close());
  await raiseLeastVersion(newer, '99.0.0');
  await sql`delete from kysely_migration`.execute(newer.query);
  const words = /needs 99\.0\.0 or newer.+docs\/operating\.md/;
  await expect(openDatabase(settings, folder)).rejects.toThrow(words);
  await expect(openDatabase(settings, folder)).rejects.toBeInstanceOf(VersionTooOld);
  expect(await lastMigration(newer.query)).toBe(null);
});

test('a mark that this version cannot even read is a newer one', async () => {
  const [settings, folder] = [await freshSettings(), await temporaryFolder()];
  const newer = await openDatabase(settings, folder);
  whenDone(() => newer.close());
  await setFact(newer, LEAST_VERSION, 'the one of spring');
  await expect(openDatabase(settings, folder)).rejects.toBeInstanceOf(VersionTooOld);
});

test('the mark only goes up, also where many raise it at once', async () => {
  const database = await freshDatabase();
  const marks = ['0.9.0', '0.10.0', '0.2.0', '0.10.0', '0.3.1'];
  await Promise.all(marks.map(mark => raiseLeastVersion(database, mark)));
  expect(await readLeastVersion(database.query)).toBe('0.10.0');
  await raiseLeastVersion(database, '0.9.9');
  expect(await readLeastVersion(database.query)).toBe('0.10.0');
});

test('an empty place needs no version', async () => {
  const [settings, folder] = [await freshSettings({ migrated: false }), await temporaryFolder()];
  const empty = await connectDatabase(settings, folder);
  await empty.close();
  const database = await openDatabase(settings, folder);
  whenDone(() => database.close());
  expect(await readLeastVersion(database.query)).toBe(null);
});
