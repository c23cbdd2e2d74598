import { expect, test } from 'vitest';
import { randomId } from '../../src/crypto/ids.ts';
import { PLAIN_PAGES, setFact } from '../../src/db/desk-facts.ts';
import { openSnapshot } from '../../src/db/snapshot.ts';
import { readTip } from '../../src/tips/read/read-tip.ts';
import { readPlainLeft } from '../../src/tips/sealing/plain-left.ts';
import { sealTips } from '../../src/tips/sealing/seal-tips.ts';
import { runCli } from '../support/cli-process.ts';
import { bytesOf } from '../support/database-bytes.ts';
import { databaseSettings, type Settings } from '../support/settings.ts';
import { waitFor } from '../support/wait-for.ts';
import { marks, receiveOlder } from '../tips/sealing/older-tips.ts';
import { createTipWorld, type TipWorld } from '../tips/tip-world.ts';

const written = marks.map(({ mark }) => String(mark)).filter(mark => mark.startsWith('unforgettable'));

const finish = ({ folder, place }: TipWorld, yes: '' | '--yes' = '', more: Settings = {}) =>
  runCli({ DATA_DIR: folder, DISK_RESERVE: '0', ...databaseSettings(place.database), ...more }, [
    'seal',
    'finish',
    ...(yes === '' ? [] : [yes]),
  ]);

/** The same with `--yes`, once nobody who writes in another database of the same server holds it up. */
const finishAtLast = (world: TipWorld, more: Settings = {}) =>
  waitFor(async () => {
    const end = await finish(world, '--yes', more);
    expect(end.complained).not.toContain(STILL_READ);
    return end;
  });
const STILL_READ = 'still reads the database as it was';

/** Of the marks, those whose bytes stand in the database's files. */
async function inBytes({ desk, folder }: TipWorld): Promise<string[]> {
  const bytes = await bytesOf(desk.database, folder);
  return written.filter(mark => bytes.includes(mark));
}

const TIPS = 20;

async function worldOfOlder() {
  const world = await createTipWorld();
  for (let tip = 0; tip < TIPS; tip++) await receiveOlder(world);
  return world;
}

/** As the desk does it in the background. */
const moveAll = async ({ desk: { database, masters } }: TipWorld) => {
  for (let tip = 1; tip <= TIPS; tip++)
    await database.write(trx => sealTips(trx, { engine: database.engine, masters }, [tip]));
  await setFact(database, PLAIN_PAGES, 'then');
};

test('it waits for the desk to seal, tells what it takes, and then no byte of the database is plain', async () => {
  const world = await worldOfOlder();
  expect(await inBytes(world)).toEqual(written);
  expect(await finish(world, '--yes')).toMatchObject({
    code: 1,
    complained: expect.stringContaining(`${TIPS} tips stand in plain still`),
  });

  await moveAll(world);
  const plan = await finish(world);
  expect([plan.code, plan.complained]).toEqual([0, '']);
  expect(plan.said).toMatch(/takes [\d.]+ [KM]B\. Rewriting it takes about 1 minute or less/);
  expect(plan.said).toMatch(
    /archived log, hold in plain .*\nTo begin: npm run jebo -- seal finish --yes\n$/s,
  );
  expect(await readPlainLeft(world.desk.database.query)).toMatchObject({ tips: 0, mayStandInOldPages: true });

  const done = await finishAtLast(world);
  expect([done.code, done.complained]).toEqual([0, '']);
  expect(done.said).toContain('The database is rewritten');
  expect(await inBytes(world)).toEqual([]);
  expect(await readPlainLeft(world.desk.database.query)).toMatchObject({
    tips: 0,
    mayStandInOldPages: false,
  });
  expect((await readTip(world.desk, world.viewer, TIPS)).tip).toMatchObject({
    message: 'unforgettable messages.body',
  });
  expect((await finish(world, '--yes')).said).toContain('Nothing is to be done');
});

test('a desk that was always sealed has nothing to be done', async () => {
  const world = await createTipWorld();
  await world.submit({ message: '글' });
  expect(await finish(world)).toMatchObject({
    code: 0,
    said: expect.stringContaining('Nothing is to be done'),
  });
});

test('an upload that stands in plain is told, and older pages stay noted until it is gone', async () => {
  const world = await createTipWorld();
  const { query } = world.desk.database;
  const facts = { name: '사진.jpg', claimed_type: 'image/jpeg', size: 9, sha256: null, crc32: null };
  const times = { begun_at: 1, last_at: 1, held_by: null, held_until: null };
  await query
    .insertInto('uploads')
    .values({ id: randomId(), arrived: 0, ...facts, ...times })
    .execute();
  await setFact(world.desk.database, PLAIN_PAGES, 'then');
  const done = await finishAtLast(world);
  expect([done.code, done.complained]).toEqual([0, '']);
  expect(done.said).toContain('1 upload on its way stands in plain still');
  expect((await readPlainLeft(query)).mayStandInOldPages).toBe(true);

  await query.deleteFrom('uploads').execute();
  expect((await finishAtLast(world)).said).not.toContain('on its way');
  expect((await readPlainLeft(query)).mayStandInOldPages).toBe(false);
});

test('while somebody reads the database as it was, it is not rewritten, and stays noted', async () => {
  const world = await worldOfOlder();
  const { desk, folder, place } = world;
  const snapshot = await openSnapshot(place.database, folder);
  if (snapshot === null) throw new Error('there is no database');
  await moveAll(world);

  expect(await finish(world, '--yes')).toMatchObject({
    code: 1,
    complained: expect.stringContaining(STILL_READ),
  });
  expect((await readPlainLeft(desk.database.query)).mayStandInOldPages).toBe(true);
  await snapshot.close();
  expect((await finishAtLast(world)).code).toBe(0);
  expect(await inBytes(world)).toEqual([]);
});

test('it does not begin where there is no room for it', async () => {
  const world = await worldOfOlder();
  await moveAll(world);
  const { desk } = world;
  const end = await finishAtLast(world, { DISK_RESERVE: '900000gb' });
  // Of PostgreSQL's disk nobody tells.
  const isTold = desk.database.engine === 'sqlite';
  expect(end.code).toBe(isTold ? 1 : 0);
  expect(end.complained.includes('are needed, DISK_RESERVE among them. Nothing was changed.')).toBe(isTold);
  expect((await readPlainLeft(desk.database.query)).mayStandInOldPages).toBe(isTold);
});
