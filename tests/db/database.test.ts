import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { keepFact } from '../../src/db/desk-facts.ts';
import { migrate, migrationsFor, openDatabase } from '../../src/db/open.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { openSqlite } from '../../src/db/sqlite.ts';
import { whenDone } from '../support/cleanup.ts';
import { freshDatabase, freshSettings } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a number once given is not given again, even when its tip was rolled back or deleted', async () => {
  const database = await freshDatabase();
  const insert = (hash: string) =>
    database.write(trx =>
      trx.insertInto('tips').values(tipRow(hash)).returning('number').executeTakeFirstOrThrow(),
    );
  const first = await insert('a');
  await expect(
    database.write(async trx => {
      await trx.insertInto('tips').values(tipRow('b')).execute();
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  await database.write(trx => trx.deleteFrom('tips').execute());
  expect((await insert('c')).number).toBeGreaterThan(first.number);
});

test('times and counts come back as numbers', async () => {
  const database = await freshDatabase();
  await database.write(trx => trx.insertInto('tips').values(tipRow('a')).execute());
  const row = await database.query
    .selectFrom('tips')
    .select(({ fn }) => ['received_at', fn.countAll<number>().as('count')])
    .groupBy('received_at')
    .executeTakeFirst();
  expect(row).toEqual({ received_at: 1_795_000_000_000, count: 1 });
});

test('lower-casing knows every letter', async () => {
  const database = await freshDatabase();
  const { rows } = await sql<{ word: string }>`select lower(${'ÉCOLE ΑΘΗΝΑ 가'}) as word`.execute(
    database.query,
  );
  expect(rows).toEqual([{ word: 'école αθηνα 가' }]);
});

test('a fact keeps its first value', async () => {
  const database = await freshDatabase();
  expect(await keepFact(database, 'key fingerprint', 'a')).toBe('a');
  expect(await keepFact(database, 'key fingerprint', 'b')).toBe('a');
});

test('two processes that start at once on an empty database both find it migrated', async () => {
  const [settings, folder] = [await freshSettings({ migrated: false }), await temporaryFolder()];
  const opened = await Promise.all([openDatabase(settings, folder), openDatabase(settings, folder)]);
  whenDone(() => Promise.all(opened.map(database => database.close())).then(() => {}));
  for (const database of opened)
    expect(await database.query.selectFrom('tips').selectAll().execute()).toEqual([]);
});

/** For each migration, what stood in the database before it and must be there after. A migration without one fails. */
const carried: Record<
  string,
  { before(database: Database): Promise<unknown>; after(database: Database): Promise<unknown> }
> = {
  '0001-first-desk': {
    async before() {},
    async after(database) {
      await database.write(trx => trx.insertInto('tips').values(tipRow('a')).execute());
      expect(await database.query.selectFrom('tips').select('number').execute()).toHaveLength(1);
    },
  },
  '0002-uploads-and-inspections': {
    before: database =>
      database.write(async trx => {
        const { number: tip } = await trx.selectFrom('tips').select('number').executeTakeFirstOrThrow();
        await trx
          .insertInto('files')
          .values({ ...fileRow, tip })
          .execute();
      }),
    async after(database) {
      const owed = await database.query.selectFrom('outbox').selectAll().execute();
      expect(owed).toMatchObject([{ kind: 'inspect file', subject: fileRow.id, state: 'owed', attempts: 0 }]);
      expect(await database.query.selectFrom('files').selectAll().execute()).toMatchObject([fileRow]);
    },
  },
  '0003-outbox-by-kind': {
    async before() {},
    async after(database) {
      expect(await database.query.selectFrom('outbox').select('kind').execute()).toEqual([
        { kind: 'inspect file' },
      ]);
    },
  },
  '0004-what-was-seen-and-what-is-missing': {
    before: database =>
      database.write(async trx => {
        const { number } = await trx.selectFrom('tips').select('number').executeTakeFirstOrThrow();
        const file = fileRow.id;
        await sql`insert into events (tip, kind, at) values (${number}, 'received', 1)`.execute(trx);
        await sql`insert into inspections (file, at, broken, details) values (${file}, 1, 0, '{}')`.execute(
          trx,
        );
        await sql`insert into scans (file, at, verdict) values (${file}, 1, 'waiting')`.execute(trx);
      }),
    async after({ query }) {
      expect(await query.selectFrom('events').selectAll().execute()).toMatchObject([
        { kind: 'received', file: null },
      ]);
      expect(await query.selectFrom('inspections').selectAll().execute()).toMatchObject([
        { file: fileRow.id, shortfall: null },
      ]);
      expect(await query.selectFrom('scans').selectAll().execute()).toMatchObject([
        { file: fileRow.id, failures: 0 },
      ]);
    },
  },
  '0005-upload-holds': {
    before: database =>
      database.write(async trx => {
        const { id, size, claimed_type, name } = fileRow;
        await sql`
          insert into uploads (id, size, arrived, claimed_type, begun_at, last_at, name)
          values (${id}, ${size}, 0, ${claimed_type}, 1, 1, ${name})`.execute(trx);
      }),
    async after({ query }) {
      expect(await query.selectFrom('uploads').selectAll().execute()).toMatchObject([
        { id: fileRow.id, name: fileRow.name, arrived: 0, held_by: null, held_until: null },
      ]);
    },
  },
  '0006-files-in-s3': {
    async before() {},
    async after({ query }) {
      // Files of before are where they were, and none of them is on its way.
      expect(await query.selectFrom('files').selectAll().execute()).toMatchObject([fileRow]);
      for (const table of ['s3_incoming', 's3_parts'] as const)
        expect(await query.selectFrom(table).selectAll().execute()).toEqual([]);
    },
  },
};

async function unmigratedDatabase(): Promise<Database> {
  const settings = await freshSettings({ migrated: false });
  const database =
    settings.engine === 'postgres'
      ? openPostgres(settings.url, () => {})
      : await openSqlite(join(await temporaryFolder(), 'jebo.db'));
  whenDone(() => database.close());
  return database;
}

test('every migration carries its data, and running them again changes nothing', async () => {
  const database = await unmigratedDatabase();
  for (const name of Object.keys(migrationsFor(database.engine))) {
    expect(carried[name], `${name} has no test that carries data through it`).toBeDefined();
    await carried[name]?.before(database);
    await migrate(database, name);
    await carried[name]?.after(database);
  }
  await migrate(database);
  expect(await database.query.selectFrom('tips').select('number').execute()).toHaveLength(1);
});

const fileRow = {
  id: 'f'.repeat(32),
  position: 0,
  size: 1,
  sha256: '0'.repeat(64),
  claimed_type: 'image/jpeg',
  name: '사진.jpg',
};

const tipRow = (hash: string) => ({
  channel: 'form',
  external_id: null,
  receipt_hash: hash,
  lang: 'ko',
  received_at: 1_795_000_000_000,
  state: 'new',
  state_since: 1_795_000_000_000,
  state_by: null,
  version: 1,
  forgotten_at: null,
  consent_contact: 0 as const,
  consent_media: 0 as const,
  age_14: null,
  headline: null,
  title: null,
  place: null,
  happened_typed: null,
  happened_at: null,
  article: null,
  name: null,
});

test.each(['idle', 'at work'])(
  'a connection that is lost while it is %s is replaced, and ends nothing',
  async when => {
    const lost: Error[] = [];
    const database = await openDatabase(await freshSettings(), await temporaryFolder(), error =>
      lost.push(error),
    );
    whenDone(() => database.close());
    if (database.engine === 'postgres') {
      const killOthers = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
      if (when === 'at work') {
        const work = database.write(async trx => {
          await sql`select 1`.execute(trx);
          await killOthers.execute(database.query);
          await sql`select 1`.execute(trx);
        });
        await expect(work).rejects.toThrow();
      } else {
        await Promise.all([1, 2].map(() => sql`select pg_sleep(0.05)`.execute(database.query)));
        await killOthers.execute(database.query);
      }
      await expect.poll(() => lost.length).toBeGreaterThan(0);
    }
    expect(await database.query.selectFrom('tips').selectAll().execute()).toEqual([]);
  },
);
