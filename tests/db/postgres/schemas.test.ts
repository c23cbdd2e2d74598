import { expect, inject, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { tablesIn } from '../../../src/db/catalog.ts';
import { lastMigration, migrationsFor, openDatabase } from '../../../src/db/open.ts';
import { explain } from '../../../src/process/explain/explain.ts';
import { whenDone } from '../../support/cleanup.ts';
import { freshSettings } from '../../support/databases.ts';
import { databaseUrl, runOn } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const KYSELYS = `
  create schema other;
  create table other.kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
  create table other.kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0);
  create table other.tips (something text);
  insert into other.kysely_migration values ('2024_01_init', '2024-01-01')`;

const urlOf = (settings: Awaited<ReturnType<typeof freshSettings>>) =>
  settings.engine === 'postgres' ? settings.url : '';

test('another Kysely program in another schema of the database is left alone, and keeps nothing from starting', async () => {
  const settings = await freshSettings({ migrated: false });
  await runOn(urlOf(settings), KYSELYS);
  const folder = await temporaryFolder();
  for (const _start of [1, 2]) {
    const database = await openDatabase(settings, folder);
    expect(await lastMigration(database.query)).toBe(Object.keys(migrationsFor('postgres')).at(-1));
    expect((await tablesIn(database.query)).get('tips')).toContain('number');
    await database.close();
  }
  expect(await runOn(urlOf(settings), 'select name from other.kysely_migration')).toHaveLength(1);
});

test('a database whose tables belong to another Kysely program says so', async () => {
  const settings = await freshSettings({ migrated: false });
  await runOn(urlOf(settings), KYSELYS.replaceAll('other.', 'public.').replace('create schema other;', ''));
  const error = await openDatabase(settings, await temporaryFolder()).catch((thrown: unknown) => thrown);
  const config = readConfig({
    DATABASE_URL: urlOf(settings),
    SECRET_KEY: Buffer.alloc(32).toString('base64'),
  });
  expect(explain(error, config)).toMatch('brought forward by another program');
});

test.each(['SQL_ASCII', 'EUC_KR', 'LATIN1'])(
  'a database that keeps text as %s ends the start, by its name',
  async encoding => {
    const server = inject('postgres').url;
    const name = `jebo_test_${encoding.toLowerCase()}_${crypto.randomUUID().slice(0, 8)}`;
    await runOn(server, `create database ${name} template template0 encoding '${encoding}' locale 'C'`);
    whenDone(async () => void (await runOn(server, `drop database ${name} with (force)`)));
    const url = databaseUrl(server, name);
    const error = await openDatabase({ engine: 'postgres', url }, await temporaryFolder()).catch(
      (thrown: unknown) => thrown,
    );
    const config = readConfig({ DATABASE_URL: url, SECRET_KEY: Buffer.alloc(32).toString('base64') });
    expect(explain(error, config)).toMatch(new RegExp(`keeps text as ${encoding}, .*--encoding=UTF8`));
  },
);
