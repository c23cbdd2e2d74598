import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { openDiskStore } from '../../src/files/disk/disk-store.ts';
import { createUploads } from '../../src/files/uploads/uploads.ts';
import { whenDone } from '../support/cleanup.ts';
import { makeKeys } from '../support/keys.ts';
import { createNarrowDisk } from '../support/narrow-disk.ts';
import { sealedOn } from '../support/sealed-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const openSqlite = async (folder: string) => {
  const database = await openDatabase({ engine: 'sqlite' }, folder);
  whenDone(() => database.close());
  return database;
};

test('a database that has no space says so, keeps nothing of what it could not, and takes the next once there is', async () => {
  const database = await openSqlite(await temporaryFolder());
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.query);
  const limit = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(database.query);
  const keep = (name: string) =>
    database.write(trx =>
      trx
        .insertInto('desk_facts')
        .values({ name, value: 'x'.repeat(100_000) })
        .execute(),
    );

  await limit(rows[0]?.page_count ?? 0);
  await expect(keep('too large')).rejects.toMatchObject({ code: 'ENOSPC' });
  await limit(1_000_000);
  await keep('fits now');
  const facts = await database.query.selectFrom('desk_facts').select('name').execute();
  expect(facts.map(({ name }) => name)).toEqual(['fits now']);
});

test('an upload that the disk could not take goes on from what had arrived, once there is space', async () => {
  const folder = await temporaryFolder();
  const disk = createNarrowDisk();
  const { masters } = makeKeys();
  const files = sealedOn(await openDiskStore(folder, 0, disk.free), masters);
  const uploads = createUploads({ database: await openSqlite(folder), files, masters, clock: () => 0 });

  const { id } = await uploads.begin({ name: 'v', claimedType: 'video/mp4', size: 1e10 });
  await expect(uploads.proceed(id, 0, disk.fillingStream())).rejects.toMatchObject({ code: 'ENOSPC' });
  const { arrived = 0 } = (await uploads.find(id)) ?? {};
  expect(arrived).toBeGreaterThan(0);
  const more = Readable.from([Buffer.from('more')]);
  expect(await uploads.proceed(id, arrived, more)).toEqual({ is: 'taken', arrived: arrived + 4 });
});

test('of writes that share a commit, one that is too large for the disk is refused alone', async () => {
  const database = await openSqlite(await temporaryFolder());
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.query);
  await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 4)}`.execute(database.query);
  const keep = (name: string, size: number) =>
    database.write(trx =>
      trx
        .insertInto('desk_facts')
        .values({ name, value: 'x'.repeat(size) })
        .execute(),
    );
  const ends = await Promise.allSettled([
    keep('a', 10),
    keep('too large', 1e6),
    keep('b', 10),
    keep('c', 10),
  ]);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  const facts = await database.query.selectFrom('desk_facts').select('name').orderBy('name').execute();
  expect(facts.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});
