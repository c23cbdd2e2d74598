import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { openSnapshot } from '../../src/db/snapshot.ts';
import { whenDone } from '../support/cleanup.ts';
import { freshSettings } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** From now on the server ends who stands still in a transaction for a second. */
const limitIdle = ({ query }: Database) =>
  sql`do $$ begin
    execute format('alter database %I set idle_in_transaction_session_timeout = 1000', current_database());
  end $$`.execute(query);

/** Stands still in a transaction until the server ends it. */
async function untilIdleIsEnded(url: string) {
  const client = new pg.Client({ connectionString: url });
  const errors: unknown[] = [];
  client.on('error', error => errors.push(error));
  await client.connect();
  await client.query('begin');
  await new Promise<void>(resolve => client.once('end', resolve));
  expect(errors).toContainEqual(expect.objectContaining({ code: '25P03' }));
}

test('a snapshot outlives the database’s limit to idle transactions, and shows its moment', async () => {
  const [settings, folder] = [await freshSettings(), await temporaryFolder()];
  const database = await openDatabase(settings, folder);
  whenDone(() => database.close());
  const keep = (name: string) =>
    database.write(trx => trx.insertInto('desk_facts').values({ name, value: '' }).execute());
  await keep('before');
  if (settings.engine === 'postgres') await limitIdle(database);

  const snapshot = await openSnapshot(settings, folder);
  if (snapshot === null) throw new Error('there is no database');
  whenDone(() => snapshot.close());
  await keep('since');
  // It has stood still for less long than the snapshot, which a backup leaves alone while a large file goes by.
  if (settings.engine === 'postgres') await untilIdleIsEnded(settings.url);

  const namesIn = (query: Database['query']) =>
    query.selectFrom('desk_facts').select('name').where('name', 'in', ['before', 'since']).execute();
  expect(await namesIn(snapshot.asItWas)).toEqual([{ name: 'before' }]);
  expect(await namesIn(snapshot.asItIs)).toHaveLength(2);
});
