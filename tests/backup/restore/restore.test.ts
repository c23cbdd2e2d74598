import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { PUBLIC_URL, readFact } from '../../../src/db/desk-facts.ts';
import { connectDatabase, migrate } from '../../../src/db/open.ts';
import {
  raiseLeastVersion,
  readLeastVersion,
  VersionTooOld,
} from '../../../src/db/versions/least-version.ts';
import { noteProcess } from '../../../src/db/versions/processes.ts';
import { openFiles } from '../../../src/files/open-files.ts';
import { takeFile } from '../../../src/files/take-file.ts';
import { chainEvents } from '../../../src/history/chain.ts';
import { VERSION } from '../../../src/version.ts';
import { bareTip } from '../../support/bare-tip.ts';
import { whenDone } from '../../support/cleanup.ts';
import { giveFile, sendTip } from '../../support/kept-file.ts';
import { NASTY_STRINGS } from '../../support/nasty-strings.ts';
import { plantChange } from '../../support/planted-change.ts';
import { plantTopics } from '../../support/topics.ts';
import { createWorld, type World } from '../../support/world.ts';
import { createTipWorld } from '../../tips/tip-world.ts';
import { backUpInto, databaseOf, emptyPlace, filesIn, restoreFrom, rowsIn } from '../backup-world.ts';

/** A desk with something in every table that is kept, at rest. */
async function fullDesk(): Promise<World> {
  const world = await createWorld();
  const staff = await world.signIn();
  await sendTip(world, { message: '불이 났어요', email: 'a@example.kr', consent_contact: 'on' });
  for (const message of NASTY_STRINGS) await sendTip(world, { message, title: message.slice(0, 50) });
  const picture = Buffer.alloc(300_000, 'picture');
  const found = { thumbnail: Buffer.from('small'), copy: { bytes: picture, type: 'image/jpeg' } };
  await giveFile(world, 1, { bytes: picture, found, verdict: 'clean' });
  await giveFile(world, 1, { bytes: Buffer.alloc(0), name: '빈 파일' });
  await staff.get('/admin/tips/1').expect(200);
  const note = { tip: 1, at: 1, body: '메모' };
  const { id } = await world.database.query.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  await plantTopics(world.database, id);
  const own = { ended_at: 1, retention_unused: 30, retention_used: 60, retention_open: 90 };
  await world.database.write(trx => trx.updateTable('topics').set(own).where('slug', '=', 'own').execute());
  await world.database.write(async trx => {
    await trx
      .insertInto('mentions')
      .values({ id: 'm'.repeat(32), tip: 1, staff_id: id })
      .execute();
    await trx
      .insertInto('notes')
      .values({ ...note, id: 'n'.repeat(32), staff_id: id })
      .execute();
    await trx
      .insertInto('drafts')
      .values({ id: 'd'.repeat(32), tip: 1, staff_id: id, revision: 1, at: 1, sealed: 'sealed' })
      .execute();
    await trx
      .insertInto('totp')
      .values({ staff_id: id, master: 1, sealed: 'sealed', added_at: 1, last_step: 1 })
      .execute();
    await trx
      .insertInto('recovery_codes')
      .values({ code_hash: 'h'.repeat(64), staff_id: id, used_at: null })
      .execute();
    await trx.updateTable('staff').set({ name: '김민지', lang: 'ko', version: 2 }).execute();
    const passkey = { rp_id: 'tips.newsroom.example', name: '노트북', public_key: 'key', counter: 0 };
    await trx
      .insertInto('passkeys')
      .values({ id: 'p', staff_id: id, ...passkey, added_at: 1, used_at: null })
      .execute();
    await trx.insertInto('answered_challenges').values({ challenge_hash: 'c', until: 1 }).execute();
    const counts = { at: 1, since: 0, came: 1, fresh: 1, open: 0, going: 0, head: null };
    await trx
      .insertInto('daily_mails')
      .values({ day: '2026-11-23', ...counts })
      .execute();
    await trx.insertInto('closures').values({ tip: 1, article: 'https://ytn.example/1' }).execute();
    await trx
      .insertInto('tags')
      .values({ id: 't'.repeat(32), name_hash: 'h', master: 1, sealed: 'sealed' })
      .execute();
    await trx
      .insertInto('tip_tags')
      .values({ id: 'u'.repeat(32), tip: 1, tag: 't'.repeat(32) })
      .execute();
    const view = { id: 'v'.repeat(32), staff_id: id, name_hash: 'n', created_at: 1, version: 1 };
    await trx
      .insertInto('saved_views')
      .values({ ...view, master: 1, sealed: 'sealed' })
      .execute();
    const check = { id: 'c'.repeat(32), tip: 1, staff_id: id, at: 1, item: '원본', sealed: null };
    await trx.insertInto('checks').values(check).execute();
    await plantChange(trx, 1, id);
    await trx.insertInto('holds').values({ tip: 1, staff_id: id, at: 1, reason: '소송' }).execute();
    const proof = {
      staff_id: id,
      rule: null,
      destroyed: '{}',
      digest: 'd',
      tip_digest: 't',
      proved_at: null,
    };
    await trx
      .insertInto('forgettings')
      .values({ tip: 1, at: 1, ...proof })
      .execute();
  });
  const owed = world.database.query.selectFrom('outbox').select('id').where('state', '=', 'owed');
  await expect.poll(() => owed.execute()).toEqual([]);
  await chainEvents({ database: world.database, key: randomBytes(32) });
  return world;
}

test('restored elsewhere, every row and every file is as it was', async () => {
  const world = await fullDesk();
  const rows = await rowsIn(world.database);
  for (const [table, kept] of Object.entries(rows)) expect(kept, table).not.toEqual([]);

  const place = await emptyPlace();
  const restored = await restoreFrom(await backUpInto(world.config), place);
  const database = await databaseOf(place);
  expect(await rowsIn(database)).toEqual(rows);
  const restoring = database.query.selectFrom('events').select('tip').where('kind', '=', 'restored');
  expect(await restoring.execute()).toEqual([{ tip: null }]);
  expect(await filesIn(place)).toEqual(await filesIn(world.config));
  expect(restored.manifest.files.count).toBe(4);
  // It is not reached where the other is.
  expect(await readFact(world.database.query, PUBLIC_URL)).not.toBeNull();
  expect(await readFact(database.query, PUBLIC_URL)).toBeNull();
  // Nobody is signed in by it, and no one-time link is good any more.
  for (const table of ['sessions', 'setup_links', 'uploads'] as const)
    expect(await database.query.selectFrom(table).selectAll().execute()).toEqual([]);

  const again = await emptyPlace();
  await restoreFrom(await backUpInto(place), again);
  expect(await rowsIn(await databaseOf(again))).toEqual(rows);
});

test('an empty desk can be backed up and restored', async () => {
  const { place: source } = await createTipWorld();
  const place = await emptyPlace();
  const { nextTip } = await restoreFrom(await backUpInto(source), place);
  expect(await insertTip(await databaseOf(place))).toBe(nextTip);
});

test('no number comes twice: not that of a tip that is restored, nor of one that came after the backup', async () => {
  const { place: source, submit } = await createTipWorld();
  for (let tip = 0; tip < 3; tip++) await submit({ message: '글' });
  const bytes = await backUpInto(source);
  let last = 0;
  for (let tip = 0; tip < 50; tip++) last = (await submit({ message: '백업 뒤에 온 제보' })).number;

  const place = await emptyPlace();
  const { nextTip } = await restoreFrom(bytes, place);
  expect(nextTip).toBeGreaterThan(last);
  const database = await databaseOf(place);
  expect(await insertTip(database)).toBe(nextTip);
  expect(await insertTip(database)).toBe(nextTip + 1);
  const events = await database.query.selectFrom('events').select('id').execute();
  expect(new Set(events.map(({ id }) => id)).size).toBe(3 + 1 + 2);
});

test('whoever knows a higher number than the backup says so, and the next is above it', async () => {
  const { place: source } = await createTipWorld();
  const place = await emptyPlace();
  expect(await restoreFrom(await backUpInto(source), place, { after: 70_000 })).toMatchObject({
    nextTip: 71_001,
  });
  expect(await insertTip(await databaseOf(place))).toBe(71_001);
});

test('mails that were owed are owed still, and told', async () => {
  const { place: source, submit } = await createTipWorld();
  await submit({ message: '글' });
  const place = await emptyPlace();
  expect(await restoreFrom(await backUpInto(source), place)).toMatchObject({ owedMails: 2 });
  const outbox = (await databaseOf(place)).query.selectFrom('outbox').select(['recipient', 'state']);
  expect(await outbox.orderBy('position').execute()).toEqual([
    { recipient: 'desk@newsroom.example', state: 'owed' },
    { recipient: 'night@newsroom.example', state: 'owed' },
  ]);
});

test('a desk of an older version is backed up as it is, and restored as one of this version', async () => {
  const source = await emptyPlace();
  const old = await connectDatabase(source.database, source.dataDir);
  whenDone(() => old.close());
  await migrate(old, '0001-first-desk');
  const tip = await insertTip(old);
  const store = await openFiles(source, { database: null });
  whenDone(() => store.close());
  const file = await takeFile(store, Readable.from([Buffer.from('old')]), 3);
  if (file === null) throw new Error('the file was too large');
  const { crc32: _, ...known } = file;
  const row = { ...known, tip, position: 0, claimed_type: 'image/jpeg', name: '사진.jpg' };
  await old.write(trx => trx.insertInto('files').values(row).execute());

  const place = await emptyPlace();
  const { manifest } = await restoreFrom(await backUpInto(source), place);
  expect(manifest).toMatchObject({ migration: '0001-first-desk', rows: { tips: 1, files: 1 } });
  const { query } = await databaseOf(place);
  expect(await query.selectFrom('files').selectAll().execute()).toEqual([
    {
      ...row,
      crc32: null,
      wrapped: null,
      sealed: null,
      stored: null,
      media: 0,
      disturbing: 0,
      message: null,
    },
  ]);
  // The next migration has owed what it owes for each file that came before.
  expect(await query.selectFrom('outbox').selectAll().execute()).toMatchObject([
    { kind: 'inspect file', subject: file.id, state: 'owed' },
  ]);
});

/** A tip and its first event, with whatever numbers the database gives. */
const insertTip = (database: Database): Promise<number> =>
  database.write(async trx => {
    const { number } = await trx
      .insertInto('tips')
      .values(bareTip())
      .returning('number')
      .executeTakeFirstOrThrow();
    await trx.insertInto('events').values({ tip: number, kind: 'received', staff_id: null, at: 0 }).execute();
    return number;
  });

test('the mark of the least version is kept, and none of the processes that served', async () => {
  const { desk, place } = await createTipWorld();
  await noteProcess(desk.database, { id: 'one', version: VERSION });
  await raiseLeastVersion(desk.database, VERSION);
  const there = await emptyPlace();
  await restoreFrom(await backUpInto(place), there);
  const { query } = await databaseOf(there);
  expect(await readLeastVersion(query)).toBe(VERSION);
  expect(await query.selectFrom('processes').selectAll().execute()).toEqual([]);

  await raiseLeastVersion(desk.database, '99.0.0');
  await expect(backUpInto(place)).rejects.toBeInstanceOf(VersionTooOld);
});
