import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { HOLD } from '../../src/files/holds.ts';
import { openFiles } from '../../src/files/open-files.ts';
import type { FileStore } from '../../src/files/store.ts';
import { createUploads } from '../../src/files/uploads.ts';
import { Stopping } from '../../src/files/writers.ts';
import { freshFilesSettings } from '../support/buckets.ts';
import { whenDone } from '../support/cleanup.ts';
import { createClock, DAY, HOUR } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MB = 1024 * 1024;
const video = (size: number, name = 'v.mp4') => ({ name, claimedType: 'video/mp4', size });
const streamOf = (...parts: Buffer[]) => Readable.from(parts);

const heldRow = ({ query }: Database) => query.selectFrom('uploads').selectAll().executeTakeFirst();

async function createUploadsWorld(change: (database: Database) => Database = database => database) {
  const folder = await temporaryFolder();
  const clock = createClock();
  const database = await freshDatabase(folder);
  const settings = { DATA_DIR: folder, DISK_RESERVE: '0', ...(await freshFilesSettings()) };
  const filesBeside = async (beside: Database) => {
    const files = await openFiles(readConfig(settings), { database: beside, clock });
    whenDone(() => files.close());
    return files;
  };
  const files = await filesBeside(database);
  const uploads = createUploads({ database: change(database), files, clock });
  return { folder, clock, database, files, filesBeside, uploads };
}

test('one note of what arrived that the database could not take costs nothing of what came after it', async () => {
  let writes = 0;
  const { uploads } = await createUploadsWorld(database => ({
    ...database,
    write: work => {
      writes += 1;
      // After its beginning and its hold.
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
  await expect(uploads.proceed(other.id, 0, streamOf(Buffer.alloc(10)))).rejects.toThrow(Stopping);
});

test('where no news go between two processes, as on SQLite, the second waits until the first has let go', async () => {
  const { folder, clock, files, filesBeside, uploads } = await createUploadsWorld();
  const { id } = await uploads.begin(video(1_000));
  const there = await openDatabase({ engine: 'sqlite' }, folder);
  whenDone(() => there.close());
  const others = createUploads({ database: there, files: await filesBeside(there), clock });
  const stream = new PassThrough();
  const proceeding = uploads.proceed(id, 0, stream);
  stream.write(Buffer.alloc(400, 1));
  await expect.poll(async () => (await heldRow(there))?.held_by).not.toBeNull();

  let isAnswered = false;
  const going = others.proceed(id, 400, streamOf(Buffer.alloc(600, 2))).finally(() => {
    isAnswered = true;
  });
  await wait(500);
  expect(isAnswered).toBe(false);
  stream.destroy();
  expect(await proceeding).toEqual({ is: 'cut' });
  expect(await going).toEqual({ is: 'taken', arrived: 1_000 });
  const whole = createHash('sha256').update(Buffer.alloc(400, 1)).update(Buffer.alloc(600, 2)).digest('hex');
  expect(await heldRow(there)).toMatchObject({ sha256: whole, held_by: null });
  for await (const file of files.list()) expect(file).toMatchObject({ id, isWhole: true });
});

test.each([
  ['in the middle', 400],
  ['at the beginning', 0],
])(
  'who sleeps through its hold and wakes when another has gone on %s drops nothing of what that was told to be kept',
  async (_, from) => {
    const { clock, database, files, uploads } = await createUploadsWorld();
    const { id } = await uploads.begin(video(1_000));
    await uploads.proceed(id, 0, streamOf(Buffer.alloc(from, 1)));
    const awake = Promise.withResolvers<void>();
    const asleep: FileStore = { ...files, put: (...given) => awake.promise.then(() => files.put(...given)) };
    const sleeper = createUploads({ database, files: asleep, clock });
    const late = sleeper.proceed(id, from, streamOf(Buffer.alloc(100, 2)));
    await expect.poll(async () => (await heldRow(database))?.held_by).not.toBeNull();
    clock.move(HOLD);
    expect(await uploads.proceed(id, from, streamOf(Buffer.alloc(700 - from, 3)))).toMatchObject({
      arrived: 700,
    });
    awake.resolve();
    await expect(late).rejects.toMatchObject({ status: 423 });

    await uploads.proceed(id, 700, streamOf(Buffer.alloc(300, 4)));
    const whole = [Buffer.alloc(from, 1), Buffer.alloc(700 - from, 3), Buffer.alloc(300, 4)];
    expect(await buffer(files.read(id))).toEqual(Buffer.concat(whole));
  },
);

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
  await new Promise(resolve => setTimeout(resolve, 50));
  await uploads.sweep();
  expect(await proceeding).toEqual({ is: 'cut' });
  expect(await uploads.find(id)).toMatchObject({ arrived: 500 });
});

test('the name of what was removed stands nowhere in the database once it is swept', async () => {
  const { uploads, folder } = await createUploadsWorld();
  const bytes = async () => {
    const names = (await readdir(folder)).filter(name => name.startsWith('jebo.db'));
    return Buffer.concat(await Promise.all(names.map(name => readFile(join(folder, name)))));
  };
  const { id } = await uploads.begin(video(10, 'unforgettable.mp4'));
  expect((await bytes()).includes('unforgettable')).toBe(true);
  await uploads.remove([id]);
  await uploads.sweep();
  expect((await bytes()).includes('unforgettable')).toBe(false);
});
