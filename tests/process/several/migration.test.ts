import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate, openDatabase } from '../../../src/db/open.ts';
import { openPostgres } from '../../../src/db/postgres/postgres.ts';
import { whenDone } from '../../support/cleanup.ts';
import { freshSettings } from '../../support/databases.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('while a backup reads, a newer version does not start rather than have the desk beside it wait for the end of both', async () => {
  const settings = await freshSettings({ migrated: false });
  if (settings.engine !== 'postgres') throw new Error('this is about PostgreSQL');
  const old = openPostgres(settings.url, () => {});
  whenDone(() => old.close());
  await migrate(old, '0004-what-was-seen-and-what-is-missing');
  const begun = Promise.withResolvers<void>();
  const enough = Promise.withResolvers<void>();
  const backup = old.query.transaction().execute(async trx => {
    await sql`select id from uploads`.execute(trx);
    begun.resolve();
    await enough.promise;
  });
  await begun.promise;

  const folder = await temporaryFolder();
  await expect(openDatabase(settings, folder)).rejects.toMatchObject({ code: '55P03' });
  expect((await sql`select id from uploads`.execute(old.query)).rows).toEqual([]);
  enough.resolve();
  await backup;
  const young = await openDatabase(settings, folder);
  whenDone(() => young.close());
  expect(await young.query.selectFrom('uploads').select('held_by').execute()).toEqual([]);
});
