import { expect, it } from 'vitest';
import { backUp } from '../../src/backup/back-up.ts';
import { DiskFull } from '../../src/disk.ts';
import type { SealedFiles } from '../../src/files/sealed/sealed-files.ts';
import type { Sandbox } from '../../src/media/sandbox/sandbox.ts';
import {
  createSink,
  databaseOf,
  emptyPlace,
  filesIn,
  publicKey,
  restoreFrom,
  rowsIn,
} from '../backup/backup-world.ts';
import { createFileWorld, openSandboxOfFile } from './file-world.ts';

const sandbox = openSandboxOfFile();

const seen = { is: 'done', type: 'image/jpeg', broken: false, details: { width: 600, height: 400 } };
const full = { ...seen, shortfall: 'no space', thumbnail: null, copy: null };

/** The disk is full, by its reserve or for good. */
const ways: [string, (files: SealedFiles) => SealedFiles][] = [
  ['has come down to its reserve', files => ({ ...files, space: async () => 0 })],
  ['takes nothing more', files => ({ ...files, take: () => Promise.reject(new DiskFull()) })],
];

it.each(ways)('On a disk that %s a file is still told, and shown once there is room', async (_, fill) => {
  const { run, inspection, stored, files, taken } = await createFileWorld();
  await expect(run({ files: fill(files) })).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await inspection()).toEqual({ ...full, is: 'done' });
  expect(await stored()).toEqual([taken.id]);

  await run({ attempts: 2 });
  expect(await inspection()).toMatchObject({ ...seen, shortfall: null, copy: { type: 'image/jpeg' } });
  expect(await stored()).toHaveLength(3);
});

it('While there is no room nothing is decoded again', async () => {
  const { run, files, inspection } = await createFileWorld();
  const noRoom = { ...files, space: async () => 0 };
  await expect(run({ files: noRoom })).rejects.toMatchObject({ code: 'ENOSPC' });
  const untouched: Sandbox = { ...sandbox, inspect: () => Promise.reject(new Error('decoded')) };
  await expect(run({ files: noRoom, sandbox: untouched })).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await inspection()).toMatchObject(full);
});

it('What is made once there is room is no part of a backup that began before, and of no desk that comes of it', async () => {
  const { run, stored, files, taken, place } = await createFileWorld();
  await expect(run({ files: { ...files, space: async () => 0 } })).rejects.toMatchObject({ code: 'ENOSPC' });
  const sink = createSink(1);
  const backingUp = backUp(place, { lock: { to: [publicKey] }, out: sink.out });
  await sink.held;
  await run({ attempts: 2 });
  expect(await stored()).toHaveLength(3);
  sink.release();

  expect(await backingUp).toMatchObject({ gone: [], files: { count: 1 } });
  const target = await emptyPlace();
  await restoreFrom(sink.bytes(), target);
  expect(Object.keys(await filesIn(target))).toEqual([taken.id]);
  // There it is still owed what is to be made of it, under the ids that it has here.
  const { inspections } = await rowsIn(await databaseOf(target));
  expect(inspections).toMatchObject([{ shortfall: 'no space', thumbnail: null, copy: null }]);
});
