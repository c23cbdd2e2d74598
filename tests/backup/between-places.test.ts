import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { nameOfFiles } from '../../src/backup/place.ts';
import { verifyBackup } from '../../src/backup/verify.ts';
import { mark } from '../../src/db/restore-mark.ts';
import { freshBucket } from '../support/buckets.ts';
import { ON_DISK } from '../support/settings.ts';
import { createTipWorld } from '../tips/tip-world.ts';
import {
  backUpInto,
  databaseOf,
  emptyPlace,
  filesIn,
  piecesOf,
  restoreFrom,
  rowsIn,
  unlock,
} from './backup-world.ts';

const MB = 1024 * 1024;

test('a desk moves from the disk into a bucket and back, with every row and every file', async () => {
  const { desk, place, submit, takeFile: takeSmall } = await createTipWorld(ON_DISK);
  const film = Readable.from([randomBytes(MB), randomBytes(8 * MB)]);
  const large = await desk.files.take(film, 10 * MB);
  if (large === null) throw new Error('the film was too large');
  await submit({ message: '글' }, [
    await takeSmall('사진'),
    { ...large, name: '영상.mp4', claimedType: 'video/mp4' },
  ]);
  const [rows, files] = [await rowsIn(desk.database), await filesIn(place)];

  const bucket = await freshBucket();
  const inBucket = await emptyPlace(bucket.settings());
  await restoreFrom(await backUpInto(place), inBucket);
  expect(await rowsIn(await databaseOf(inBucket))).toEqual(rows);
  expect(await filesIn(inBucket)).toEqual(files);
  expect(await bucket.keys()).toEqual(Object.keys(files).sort().map(keyOf));

  const backup = await backUpInto(inBucket);
  expect((await verifyBackup(piecesOf(backup), unlock)).files.count).toBe(2);
  const onDisk = await emptyPlace(ON_DISK);
  await restoreFrom(backup, onDisk);
  expect(await rowsIn(await databaseOf(onDisk))).toEqual(rows);
  expect(await filesIn(onDisk)).toEqual(files);
});

const keyOf = (id: string) => `files/${id.slice(0, 2)}/${id}`;

test('where files are in the bucket already, nothing is restored', async () => {
  const { place, submit, takeFile: takeSmall } = await createTipWorld();
  await submit({ message: '글' }, [await takeSmall('사진')]);
  const bucket = await freshBucket();
  await bucket.put(keyOf('ab'.repeat(16)), Buffer.from('somebody’s'));
  const restoring = restoreFrom(await backUpInto(place), await emptyPlace(bucket.settings()));
  await expect(restoring).rejects.toThrow(/There are files in the bucket .* needs an empty bucket/);
  expect(await bucket.keys()).toHaveLength(1);
});

test('a restore that was killed here on its way elsewhere gives no leave to touch what is in this bucket', async () => {
  const { place, submit, takeFile: takeSmall } = await createTipWorld();
  await submit({ message: '글' }, [await takeSmall('x'.repeat(900_000))]);
  const backup = await backUpInto(place);
  const [bucket, other] = [await freshBucket(), await freshBucket()];
  await bucket.put(keyOf('ab'.repeat(16)), Buffer.from('another desk’s'));
  const here = await emptyPlace(bucket.settings());
  for (const before of [await emptyPlace(other.settings()), await emptyPlace(ON_DISK)]) {
    await mark(here.dataDir, nameOfFiles(before));
    await expect(restoreFrom(backup.subarray(0, -20), here)).rejects.toThrow('There are files in the bucket');
    expect(await bucket.keys()).toHaveLength(1);
  }
});

test('a backup that turns out to be cut off leaves the bucket as empty as it was', async () => {
  const { place, submit, takeFile: takeSmall } = await createTipWorld();
  await submit({ message: '글' }, [await takeSmall('사진')]);
  const backup = await backUpInto(place);
  const bucket = await freshBucket();
  const empty = await emptyPlace(bucket.settings());
  await expect(restoreFrom(backup.subarray(0, -20), empty)).rejects.toThrow('The backup is not whole');
  expect(await bucket.keys()).toEqual([]);
});

test('a file that is missing in the bucket is an error that names it, and the bucket', async () => {
  const bucket = await freshBucket();
  const { place, desk, submit, takeFile: takeSmall } = await createTipWorld(bucket.settings());
  const { id, ...file } = await takeSmall('사진');
  await submit({ message: '글' }, [{ id, ...file }]);
  await desk.files.remove([id]);
  await expect(backUpInto(place)).rejects.toThrow(`The file ${id} is missing in the bucket jebo-test-`);
});
