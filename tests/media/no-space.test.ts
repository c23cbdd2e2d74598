import { expect, it } from 'vitest';
import { DiskFull } from '../../src/disk.ts';
import type { SealedFiles } from '../../src/files/sealed/sealed-files.ts';
import type { Sandbox } from '../../src/media/sandbox/sandbox.ts';
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
