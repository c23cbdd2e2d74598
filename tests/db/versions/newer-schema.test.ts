import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { connectDatabase, migrate, openDatabase } from '../../../src/db/open.ts';
import { whenDone } from '../../support/cleanup.ts';
import { freshSettings } from '../../support/databases.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const executed = sql<{ name: string }>`select name from kysely_migration order by name`;
const note = (name: string) =>
  sql`insert into kysely_migration (name, timestamp) values (${name}, ${new Date().toISOString()})`;

test('what a newer version has added is left as it is, and this one works on', async () => {
  const [settings, folder] = [await freshSettings(), await temporaryFolder()];
  const newer = await openDatabase(settings, folder);
  whenDone(() => newer.close());
  await sql`alter table desk_facts add column colour text`.execute(newer.query);
  await note('9999-colours').execute(newer.query);
  const before = (await executed.execute(newer.query)).rows;

  const older = await openDatabase(settings, folder);
  whenDone(() => older.close());
  await older.query.insertInto('desk_facts').values({ name: 'of the older', value: '1' }).execute();
  expect((await executed.execute(newer.query)).rows).toEqual(before);
});

test('a migration that came by a later merge is made up for beside those of a newer version', async () => {
  const [settings, folder] = [await freshSettings({ migrated: false }), await temporaryFolder()];
  const database = await connectDatabase(settings, folder);
  whenDone(() => database.close());
  await migrate(database, '0007-staff-roles');
  await note('9999-colours').execute(database.query);
  await migrate(database);
  const { rows } = await executed.execute(database.query);
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['0009-drafts', '9999-colours']));
});

test('migrations of another program are no newer version of ours', async () => {
  const [settings, folder] = [await freshSettings({ migrated: false }), await temporaryFolder()];
  const other = await connectDatabase(settings, folder);
  whenDone(() => other.close());
  await sql`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(
    other.query,
  );
  await note('2024-shop').execute(other.query);
  await expect(migrate(other)).rejects.toThrow('2024-shop is missing');
  expect((await executed.execute(other.query)).rows).toEqual([{ name: '2024-shop' }]);
});
