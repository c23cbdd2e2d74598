import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/db/database.ts';
import { openDatabase } from '../../../src/db/open.ts';
import { openFiles } from '../../../src/files/open-files.ts';
import { keyOf, sealFacts } from '../../../src/files/sealed/file-seal.ts';
import type { SealedFiles } from '../../../src/files/sealed/sealed-files.ts';
import { LEASE, LET_GO } from '../../../src/files/uploads/leases.ts';
import { createUploads } from '../../../src/files/uploads/uploads.ts';
import { freshFilesSettings } from '../../support/buckets.ts';
import { whenDone } from '../../support/cleanup.ts';
import { createClock, DAY, HOUR, MINUTE, SECOND } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';
import { makeKeys } from '../../support/keys.ts';
import { sealedOn } from '../../support/sealed-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { waitUntil } from '../../support/wait-for.ts';

const MB = 1024 * 1024;
const video = (size: number, name = 'v.mp4') => ({ name, claimedType: 'video/mp4', size });
const streamOf = (...parts: Buffer[]) => Readable.from(parts);

const heldRow = ({ query }: Database) => query.selectFrom('uploads').selectAll().executeTakeFirst();

async function createUploadsWorld(
  change: (database: Database) => Database = database => database,
  maySeal = true,
) {
  const folder = await temporaryFolder();
  const clock = createClock();
  const database = await freshDatabase(folder);
  const settings = { DATA_DIR: folder, DISK_RESERVE: '0', ...(await freshFilesSettings()) };
  const { masters } = makeKeys();
  const config = readConfig(settings);
  const filesBeside = async (beside: Database) => {
    const store = await openFiles(config, { database: beside, clock });
    whenDone(() => store.close());
    const sealed = sealedOn(store, masters, { isFar: config.files.kept === 's3' });
    return maySeal ? sealed : { ...sealed, newSeal: async () => null };
  };
  const files = await filesBeside(database);
  const uploads = createUploads({ database: change(database), files, masters, clock });
  return { folder, clock, database, masters, files, filesBeside, uploads };
}

test('one note of what arrived that the database could not take costs nothing of what came after it', async () => {
  let writes = 0;
  const { uploads } = await createUploadsWorld(database => ({
    ...database,
    write: work => {
      writes += 1;
      // After its beginning and its lease.
      return writes === 3 ? Promise.reject(new Error('busy')) : database.write(work);
    },
  }));
  const { id } = await uploads.begin(video(50 * MB));
  const pieces = Array.from({ length: 50 }, () => Buffer.alloc(MB));
  expect(await uploads.proceed(id, 0, streamOf(...pieces))).toEqual({ is: 'taken', arrived: 50 * MB });
  expect(writes).toBeGreaterThan(3);
  expect((await uploads.find(id))?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('while the desk ends nothing more is taken, and what was uploaded can still be found and claimed', async () => {
  const { uploads } = await createUploadsWorld();
  const { id } = await uploads.begin(video(10));
  await uploads.proceed(id, 0, streamOf(Buffer.alloc(10)));
  const other = await uploads.begin(video(10));
  await uploads.stop();
  expect(await uploads.find(id)).toMatchObject({ arrived: 10 });
  await expect(uploads.proceed(other.id, 0, streamOf(Buffer.alloc(10)))).rejects.toThrow('refused: stopping');
});

test('where no news go between two processes, as on SQLite, the second waits until the first has let go', async () => {
  const { folder, clock, masters, files, filesBeside, uploads } = await createUploadsWorld();
  const { id } = await uploads.begin(video(1_000));
  const there = await openDatabase({ engine: 'sqlite' }, folder);
  whenDone(() => there.close());
  let looks = 0;
  there.subscribe(LET_GO, () => {
    looks += 1;
  });
  const others = createUploads({ database: there, files: await filesBeside(there), masters, clock });
  const stream = new PassThrough();
  const proceeding = uploads.proceed(id, 0, stream);
  stream.write(Buffer.alloc(400, 1));
  await waitUntil(() => stream.readableLength === 0);

  let isAnswered = false;
  const going = others.proceed(id, 400, streamOf(Buffer.alloc(600, 2))).finally(() => {
    isAnswered = true;
  });
  await expect.poll(() => looks).toBeGreaterThan(3);
  expect(isAnswered).toBe(false);
  stream.destroy();
  expect(await proceeding).toEqual({ is: 'cut' });
  expect(await going).toEqual({ is: 'taken', arrived: 1_000 });
  const whole = createHash('sha256').update(Buffer.alloc(400, 1)).update(Buffer.alloc(600, 2)).digest('hex');
  expect(await heldRow(there)).toMatchObject({ held_by: null });
  expect(await uploads.find(id)).toMatchObject({ sha256: whole });
  for await (const file of files.list()) expect(file).toMatchObject({ id, isWhole: true });
});

test.each([
  ['in the middle', 400],
  ['at the beginning', 0],
])(
  'who sleeps through its lease and wakes when another has gone on %s drops nothing of what that was promised',
  async (_, from) => {
    const { clock, database, masters, files, uploads } = await createUploadsWorld();
    const { id } = await uploads.begin(video(1_000));
    await uploads.proceed(id, 0, streamOf(Buffer.alloc(from, 1)));
    const awake = Promise.withResolvers<void>();
    const asleep: SealedFiles = {
      ...files,
      put: (...given) => awake.promise.then(() => files.put(...given)),
    };
    const sleeper = createUploads({ database, files: asleep, masters, clock });
    const late = sleeper.proceed(id, from, streamOf(Buffer.alloc(100, 2)));
    await expect.poll(async () => (await heldRow(database))?.held_by).not.toBeNull();
    clock.move(LEASE);
    expect(await uploads.proceed(id, from, streamOf(Buffer.alloc(700 - from, 3)))).toMatchObject({
      arrived: 700,
    });
    awake.resolve();
    await expect(late).rejects.toMatchObject({ code: 'held-elsewhere' });

    await uploads.proceed(id, 700, streamOf(Buffer.alloc(300, 4)));
    const whole = [Buffer.alloc(from, 1), Buffer.alloc(700 - from, 3), Buffer.alloc(300, 4)];
    const upload = await uploads.find(id);
    if (upload === null) throw new Error('it is gone');
    expect(await buffer(files.read(upload))).toEqual(Buffer.concat(whole));
  },
);

test('a lease that a clock ahead of its time gave keeps nobody waiting once that is right', async () => {
  const { clock, database, uploads } = await createUploadsWorld();
  const { id } = await uploads.begin(video(10));
  const held = { held_by: 'another machine', held_until: clock() + 2 * MINUTE };
  await database.write(trx => trx.updateTable('uploads').set(held).execute());
  expect(await uploads.proceed(id, 0, streamOf(Buffer.alloc(10)))).toEqual({ is: 'taken', arrived: 10 });
});

test('an upload to which nothing is added is gone after a day, however often its sender asks', async () => {
  const { uploads, clock } = await createUploadsWorld();
  const { id } = await uploads.begin(video(10));
  await uploads.proceed(id, 0, streamOf(Buffer.alloc(5)));
  clock.move(20 * HOUR);
  expect(await uploads.proceed(id, 5, streamOf())).toEqual({ is: 'taken', arrived: 5 });
  clock.move(5 * HOUR);
  await uploads.sweep();
  expect(await uploads.find(id)).toBeNull();
});

test('an upload that grows by a byte a day is gone after a week', async () => {
  const { uploads, clock, files } = await createUploadsWorld();
  const { id } = await uploads.begin(video(100));
  for (let day = 0; day < 7; day++) {
    await uploads.proceed(id, day, streamOf(Buffer.alloc(1)));
    await uploads.sweep();
    expect(await uploads.find(id)).toMatchObject({ arrived: day + 1 });
    clock.move(DAY - HOUR);
  }
  // Not because it is quiet: that it is for less than a day.
  await uploads.proceed(id, 7, streamOf(Buffer.alloc(1)));
  clock.move(8 * HOUR);
  await uploads.sweep();
  expect(await uploads.find(id)).toBeNull();
  for await (const file of files.list()) expect(file).toBeNull();
});

test('who goes on with a day-old upload while it is swept is cut off, and has lost nothing', async () => {
  const { uploads, clock } = await createUploadsWorld();
  const { id } = await uploads.begin(video(1_000));
  clock.move(DAY + HOUR);
  const stream = new PassThrough();
  const proceeding = uploads.proceed(id, 0, stream);
  stream.write(Buffer.alloc(500));
  await waitUntil(() => stream.readableLength === 0);
  await uploads.sweep();
  expect(await proceeding).toEqual({ is: 'cut' });
  expect(await uploads.find(id)).toMatchObject({ arrived: 500 });
});

/** Whether the database's files, and its log among them, hold these bytes. */
async function databaseHolds(folder: string, text: string): Promise<boolean> {
  const names = (await readdir(folder)).filter(name => name.startsWith('jebo.db'));
  return Buffer.concat(await Promise.all(names.map(name => readFile(join(folder, name))))).includes(text);
}

test('the name of what was removed, begun beside an older version, stands nowhere once it is swept', async () => {
  const { uploads, folder } = await createUploadsWorld(undefined, false);
  const { id } = await uploads.begin(video(10, 'unforgettable.mp4'));
  expect(await databaseHolds(folder, 'unforgettable')).toBe(true);
  await uploads.remove([id]);
  await uploads.sweep();
  expect(await databaseHolds(folder, 'unforgettable')).toBe(false);
});

test('the name of one withdrawn, begun beside an older version, is out of the log ten seconds later', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  whenDone(() => void vi.useRealTimers());
  const { uploads, folder } = await createUploadsWorld(undefined, false);
  const { id } = await uploads.begin(video(10, 'unforgettable.mp4'));
  await uploads.remove([id]);
  expect(await databaseHolds(folder, 'unforgettable')).toBe(true);
  vi.advanceTimersByTime(10 * SECOND);
  await expect.poll(() => databaseHolds(folder, 'unforgettable')).toBe(false);
});

test('neither name nor type nor sums of an upload stand in the database', async () => {
  const { database, uploads } = await createUploadsWorld();
  const { id } = await uploads.begin(video(70_000, 'unforgettable.mp4'));
  const first = Buffer.alloc(66_000, 'marked bytes that came first');
  await uploads.proceed(id, 0, streamOf(first));
  const [halfway, name] = [await heldRow(database), 'unforgettable.mp4'];
  expect(await uploads.find(id)).toMatchObject({ name, claimedType: 'video/mp4', arrived: 66_000 });
  await uploads.proceed(id, 66_000, streamOf(Buffer.alloc(4_000)));
  const { sha256 = null, crc32 = null } = (await uploads.find(id)) ?? {};
  const kept = JSON.stringify([halfway, await heldRow(database)]);
  for (const plain of [name, 'video/mp4', sha256, crc32, Buffer.from('marked bytes').toString('base64url')])
    expect(kept).not.toContain(String(plain));
});

test.each([
  ['of which a part has come', 100_000],
  ['that is whole', 200_000],
])('an upload %s is damaged once its row says another size than it was begun with', async (_, arrived) => {
  const { uploads, database } = await createUploadsWorld();
  const { id } = await uploads.begin(video(200_000));
  await uploads.proceed(id, 0, streamOf(Buffer.alloc(arrived)));
  const setSize = (size: number) => database.write(trx => trx.updateTable('uploads').set({ size }).execute());
  // Of whole chunks, within the last one, and more than was said.
  for (const size of [65_536, 150_000, 200_001]) {
    await setSize(size);
    expect(await uploads.find(id)).toBeNull();
    expect(await uploads.proceed(id, arrived, streamOf(Buffer.alloc(1)))).toBeNull();
  }
  await setSize(200_000);
  expect(await uploads.find(id)).toMatchObject({ arrived, size: 200_000 });
});

test('an upload that version 0.5.0 has begun, which bound no size, goes on', async () => {
  const { uploads, database, masters } = await createUploadsWorld();
  const { id, seal } = await uploads.begin(video(10));
  if (seal === null) throw new Error('it is sealed');
  const told = { name: 'v.mp4', claimedType: 'video/mp4', sha256: null, crc32: null };
  const sealed = sealFacts(keyOf(masters, id, seal), told);
  await database.write(trx => trx.updateTable('uploads').set({ sealed }).execute());
  expect(await uploads.proceed(id, 0, streamOf(Buffer.alloc(10)))).toEqual({ is: 'taken', arrived: 10 });
  expect(await uploads.find(id)).toMatchObject({ name: 'v.mp4', size: 10, arrived: 10 });
});
