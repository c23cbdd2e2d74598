import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameOfFiles, type Place } from '../../../src/backup/place.ts';
import { restoreBackup } from '../../../src/backup/restore/restore.ts';
import { tablesIn } from '../../../src/db/catalog.ts';
import { connectDatabase, migrate, openDatabase } from '../../../src/db/open.ts';
import { isMarked, mark } from '../../../src/db/restore-mark.ts';
import { whenDone } from '../../support/cleanup.ts';
import { startCli } from '../../support/cli-process.ts';
import { databaseSettings, ON_DISK } from '../../support/settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { createTipWorld } from '../../tips/tip-world.ts';
import {
  backUpInto,
  databaseOf,
  emptyPlace,
  filesIn,
  piecesOf,
  privateKey,
  restoreFrom,
  rowsIn,
  unlock,
} from '../backup-world.ts';

async function smallBackup() {
  const { place, submit, takeFile, desk } = await createTipWorld();
  await submit({ message: '글' }, [await takeFile('첫 파일'), await takeFile('x'.repeat(900_000))]);
  return {
    bytes: await backUpInto(place),
    rows: await rowsIn(desk.database),
    files: await filesIn(place),
  };
}

async function tablesOf({ database, dataDir }: Place): Promise<string[]> {
  const opened = await connectDatabase(database, dataDir);
  whenDone(() => opened.close());
  return [...(await tablesIn(opened.query)).keys()];
}

test('where a desk is already, nothing is restored and nothing is touched', async () => {
  const { bytes } = await smallBackup();
  const { place, submit, desk } = await createTipWorld();
  await submit({ message: '여기 있던 제보' });
  const before = await rowsIn(desk.database);
  await expect(restoreFrom(bytes, place)).rejects.toThrow('There is a desk in this database already');
  expect(await rowsIn(desk.database)).toEqual(before);
  expect(await filesIn(place)).toEqual({});
});

test('a database of which the desk has made no more than the tables is not empty either', async () => {
  const { bytes } = await smallBackup();
  const place = await emptyPlace();
  await (await openDatabase(place.database, place.dataDir)).close();
  await expect(restoreFrom(bytes, place)).rejects.toThrow('There is a desk in this database already');
});

test('where files are, nothing is restored: the desk would sweep them away', async () => {
  const { bytes } = await smallBackup();
  const place = await emptyPlace(ON_DISK);
  await mkdir(join(place.dataDir, 'files', 'ab'), { recursive: true });
  await writeFile(join(place.dataDir, 'files', 'ab', 'ab'.repeat(16)), 'somebody’s');
  await expect(restoreFrom(bytes, place)).rejects.toThrow('There are files in DATA_DIR already');
  expect(Object.keys(await filesIn(place))).toEqual(['ab'.repeat(16)]);
  expect(await tablesOf(place)).toEqual([]);
});

test('a backup that turns out to be cut off leaves the place as empty as it was, and a whole one can follow', async () => {
  const { bytes, rows, files } = await smallBackup();
  const place = await emptyPlace();
  await expect(restoreFrom(bytes.subarray(0, -20), place)).rejects.toThrow('The backup is not whole');
  expect(await tablesOf(place)).toEqual([]);
  expect(await filesIn(place)).toEqual({});
  expect(await readdir(join(place.dataDir, 'incoming'))).toEqual([]);

  await restoreFrom(bytes, place);
  expect(await rowsIn(await databaseOf(place))).toEqual(rows);
  expect(await filesIn(place)).toEqual(files);
});

test('a disk that cannot take the files says so before and while they come, and nothing is left', async () => {
  const { bytes } = await smallBackup();
  const place = await emptyPlace({ DISK_RESERVE: '1000tb' });
  await expect(restoreFrom(bytes, place, { size: bytes.length })).rejects.toThrow(
    /DATA_DIR has 0 B free.* DISK_RESERVE/,
  );
  await expect(restoreFrom(bytes, place)).rejects.toThrow('DISK_RESERVE is kept free. Nothing was restored.');
  expect(await filesIn(place)).toEqual({});
  expect(await tablesOf(place)).toEqual([]);
});

/** The pieces of a backup, with something done in the middle of its last file: what is read ahead is less than that. */
async function* withPause(bytes: Buffer, inBetween: () => Promise<unknown>) {
  yield* piecesOf(bytes.subarray(0, 700_000));
  await inBetween();
  yield* piecesOf(bytes.subarray(700_000));
}

test('no desk starts where a restore has not ended', async () => {
  const { bytes } = await smallBackup();
  const place = await emptyPlace();
  const start = () => openDatabase(place.database, place.dataDir);
  const tooEarly = () => expect(start()).rejects.toThrow('A restore into DATA_DIR has not ended.');
  await restoreBackup(place, withPause(bytes, tooEarly), { unlock });
  await (await start()).close();
});

test('a database that another machine has begun to use meanwhile is not mixed with the backup', async () => {
  const { bytes } = await smallBackup();
  const place = await emptyPlace();
  const begin = async () => {
    const database = await connectDatabase(place.database, place.dataDir);
    await migrate(database);
    await database.close();
  };
  const restoring = restoreBackup(place, withPause(bytes, begin), { unlock });
  await expect(restoring).rejects.toThrow('There is a desk in this database already');
  expect((await rowsIn(await databaseOf(place)))['tips']).toEqual([]);
  expect(await filesIn(place)).toEqual({});
});

test('a restore that was killed after its last step says so, and the desk may start', async () => {
  const { bytes, rows } = await smallBackup();
  const place = await emptyPlace();
  await restoreFrom(bytes, place);
  await mark(place.dataDir, nameOfFiles(place));
  await expect(restoreFrom(bytes, place)).rejects.toThrow('The desk may be started.');
  expect(await rowsIn(await databaseOf(place))).toEqual(rows);
});

test('a second restore that fails leaves nothing of the first, which was killed, either', async () => {
  const { bytes } = await smallBackup();
  const place = await emptyPlace();
  await mkdir(join(place.dataDir, 'files', 'ab'), { recursive: true });
  await writeFile(join(place.dataDir, 'files', 'ab', 'ab'.repeat(16)), 'of the first');
  await mark(place.dataDir, nameOfFiles(place));
  await expect(restoreFrom(bytes.subarray(0, -20), place)).rejects.toThrow('The backup is not whole');
  expect(await filesIn(place)).toEqual({});
});

test('where another restore is at work, a second one touches nothing', async () => {
  const { bytes } = await smallBackup();
  const place = await emptyPlace();
  const key = join(await temporaryFolder(), 'key.txt');
  await writeFile(key, privateKey);
  const settings = { DATA_DIR: place.dataDir, DISK_RESERVE: '0', ...databaseSettings(place.database) };
  const restoring = startCli(settings, ['restore', '-', '--key', key]);
  restoring.stdin.write(bytes.subarray(0, 700_000));
  await expect.poll(() => isMarked(place.dataDir)).toBe(true);
  await expect(restoreFrom(bytes, place)).rejects.toThrow('A restore into DATA_DIR is at work already');
  expect(await isMarked(place.dataDir)).toBe(true);
  await restoring.kill();
  await restoreFrom(bytes, place);
});
