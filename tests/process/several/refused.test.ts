import { expect, inject, test } from 'vitest';
import { type Config, readConfig } from '../../../src/config/config.ts';
import { openDatabase } from '../../../src/db/open.ts';
import { explain } from '../../../src/process/explain/explain.ts';
import { whenDone } from '../../support/cleanup.ts';
import { freshSettings } from '../../support/databases.ts';
import { databaseUrl, runOn } from '../../support/postgres.ts';
import { databaseSettings } from '../../support/settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What a start says of a database that does not let it in. */
async function refusalOf(url: string): Promise<string | null> {
  const database: Config['database'] = { engine: 'postgres', url };
  const opened = openDatabase(database, await temporaryFolder()).then(open => open.close());
  const error: unknown = await opened.then(
    () => null,
    error => error,
  );
  return explain(error, readConfig(databaseSettings(database)));
}

function withUser(url: string, username: string, password: string): string {
  const changed = new URL(url);
  Object.assign(changed, { username, password });
  return changed.href;
}

test('a database that is not there is told by PostgreSQL itself, and what to do', async () => {
  expect(await refusalOf(databaseUrl(inject('postgres').url, 'no_such_desk'))).toMatch(
    'has no database of the name',
  );
});

test('a wrong password is told, and not repeated', async () => {
  const words = await refusalOf(withUser(inject('postgres').url, 'nobody_here', 'hush-hush'));
  expect(words).toMatch('does not take the user or password of DATABASE_URL');
  expect(words).not.toMatch('hush-hush');
});

test('a user that may make no tables is told so', async () => {
  const fresh = await freshSettings({ migrated: false });
  const server = inject('postgres').url;
  const user = `guest_${crypto.randomUUID().replaceAll('-', '')}`;
  await runOn(server, `create role ${user} login password 'guest'`);
  whenDone(async () => void (await runOn(server, `drop role ${user}`)));
  const url = fresh.engine === 'postgres' ? fresh.url : '';
  expect(await refusalOf(withUser(url, user, 'guest'))).toMatch(
    'does not allow the user of DATABASE_URL to make tables',
  );
});

test('a database of something else is told as one', async () => {
  const fresh = await freshSettings({ migrated: false });
  const url = fresh.engine === 'postgres' ? fresh.url : '';
  await runOn(url, 'create table tips (something text)');
  expect(await refusalOf(url)).toMatch('has tables of something else');
});
