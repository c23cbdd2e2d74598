import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { randomId } from '../../../src/crypto/ids.ts';
import { seal } from '../../../src/crypto/seal.ts';
import type { Query } from '../../../src/db/database.ts';
import { setFact } from '../../../src/db/desk-facts.ts';
import { rewriteKeys } from '../../../src/db/postgres/rewrite-keys.ts';
import { isStillSeen } from '../../../src/db/postgres/still-seen.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { findUploaded } from '../../../src/tips/intake/attached.ts';
import { whenDone } from '../../support/cleanup.ts';
import { bytesOf } from '../../support/database-bytes.ts';
import { freshDatabase } from '../../support/databases.ts';
import { createTipWorld, type TipWorld } from '../../tips/tip-world.ts';

const NOW = { patience: 0 };

/** In a transaction that is open for as long as `work` takes. */
const during = (query: Query, begin: string, first: string, work: () => Promise<void>) =>
  query.connection().execute(async other => {
    await sql.raw(begin).execute(other);
    await sql.raw(first).execute(other);
    await work().finally(() => sql`rollback`.execute(other));
  });

test('Keys are not written anew while another reads them, nobody waits for it, and they are afterwards', async () => {
  const database = await freshDatabase();
  await during(database.query, 'begin', 'select * from tip_keys', async () => {
    expect(await database.rewriteKeys()).toBe(false);
  });
  await expect.poll(() => database.rewriteKeys()).toBe(true);
});

test('Who reads what was before is seen by a role that is told nothing of others', async () => {
  const { query, ...database } = await freshDatabase();
  const role = `jebo_test_${randomBytes(8).toString('hex')}`;
  await sql`create role ${sql.ref(role)}`.execute(query);
  whenDone(async () => {
    await sql`drop role ${sql.ref(role)}`.execute(query);
  });
  const isSeen = () =>
    query.connection().execute(async connection => {
      await sql`set role ${sql.ref(role)}`.execute(connection);
      return isStillSeen(connection, NOW).finally(() => sql`reset role`.execute(connection));
    });
  await expect.poll(isSeen).toBe(false);
  await during(query, 'begin isolation level repeatable read', 'select count(*) from staff', async () => {
    await setFact({ query, ...database }, 'one', 'more');
    expect(await isSeen()).toBe(true);
  });
  await expect.poll(isSeen).toBe(false);
});

async function worldWithTip() {
  const world = await createTipWorld();
  const { uploads, database } = world.desk;
  const upload = await uploads.begin({ name: 'a.jpg', claimedType: 'image/jpeg', size: 1_000 });
  await uploads.proceed(upload.id, 0, Readable.from([randomBytes(1_000)]));
  const { wrapped } = await database.query
    .selectFrom('uploads')
    .select('wrapped')
    .where('id', '=', upload.id)
    .executeTakeFirstOrThrow();
  await sql`analyze`.execute(database.query);
  const { number } = await world.submit(
    { message: '글' },
    [],
    (await findUploaded(world.desk, [upload.id])) ?? [],
  );
  const { salt } = await database.query
    .selectFrom('tip_keys')
    .select('salt')
    .where('tip', '=', number)
    .executeTakeFirstOrThrow();
  // As an older version keeps what somebody types.
  const { staffId } = world.viewer;
  const draft = seal(world.desk.keys.draft, '메모', `${number} ${staffId}`);
  const row = { id: randomId(), tip: number, staff_id: staffId, revision: 1, at: 1, sealed: draft };
  await database.write(trx => trx.insertInto('drafts').values(row).execute());
  return { world, number, keys: { salt, wrapped: wrapped ?? 'missing', draft } };
}

async function keysLeft(
  { desk, folder }: TipWorld,
  keys: Readonly<Record<string, string>>,
): Promise<string[]> {
  const bytes = await bytesOf(desk.database, folder);
  return Object.keys(keys).filter(name => bytes.includes(keys[name] ?? ''));
}

test('Of a forgotten tip neither its salt is left, nor its upload’s key, nor an older draft', async () => {
  const { world, number, keys } = await worldWithTip();
  expect(await keysLeft(world, keys)).toEqual(expect.arrayContaining(['salt', 'draft']));
  await forgetTip(world.desk, world.viewer, { number, version: 1 });
  await expect.poll(() => world.desk.database.rewriteKeys()).toBe(true);
  expect(await keysLeft(world, keys)).toEqual([]);
});

test.each(['its own', 'another'])(
  'While somebody is idle in a writing transaction in %s database, keys do not count as gone',
  async whose => {
    const { world, number, keys } = await worldWithTip();
    const { query } = world.desk.database;
    const writing = whose === 'its own' ? query : (await freshDatabase()).query;
    await during(writing, 'begin', "insert into desk_facts (name, value) values ('a', 'b')", async () => {
      await forgetTip(world.desk, world.viewer, { number, version: 1 });
      expect(await rewriteKeys(query, NOW)).toBe(false);
    });
    await expect.poll(() => world.desk.database.rewriteKeys()).toBe(true);
    expect(await keysLeft(world, keys)).toEqual([]);
  },
);
