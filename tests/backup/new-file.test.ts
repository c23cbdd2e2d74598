import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { writeNewFile } from '../../src/backup/new-file.ts';
import { watchDisk } from '../support/power-cut.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a new file has its name only when it is whole, and nobody else may read it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'desk.age');
  const written = await writeNewFile(path, async out => {
    const [part = ''] = await readdir(folder);
    expect(part).toMatch(/^desk\.age\.[0-9a-f]{8}\.jebo-part$/);
    expect((await stat(join(folder, part))).mode & 0o777).toBe(0o600);
    await pipeline([Buffer.from('whole')], out);
    return 5;
  });
  expect(written).toBe(5);
  expect(await readdir(folder)).toEqual(['desk.age']);
  expect(await readFile(path, 'utf8')).toBe('whole');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a power cut leaves a new file whole or not at all; once made, whole', async () => {
  const folder = await temporaryFolder();
  const disk = await watchDisk(folder, { eachMoment: true });
  const left = async (moment = disk.now()) =>
    readFile(join(await disk.afterCut(moment), 'desk.age'), 'utf8').catch(() => null);
  await writeNewFile(join(folder, 'desk.age'), out => pipeline([Buffer.from('whole')], out));
  expect(await left()).toBe('whole');
  for (const moment of disk.moments) expect([null, 'whole']).toContain(await left(moment));
});

test('what fails leaves nothing', async () => {
  const folder = await temporaryFolder();
  const failing = writeNewFile(join(folder, 'desk.age'), async out => {
    out.write('half');
    throw new Error('broken off');
  });
  await expect(failing).rejects.toThrow('broken off');
  expect(await readdir(folder)).toEqual([]);
});

test('a name that is taken, or is taken while it is written, is left as it is', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'desk.age');
  const write = () =>
    writeNewFile(path, async out => {
      await writeFile(path, 'older');
      await pipeline([Buffer.from('newer')], out);
    });
  for (let time = 0; time < 2; time++) await expect(write()).rejects.toThrow('is there already');
  expect(await readFile(path, 'utf8')).toBe('older');
  expect(await readdir(folder)).toEqual(['desk.age']);
});

test('what a kill has left is gone with the next one in that folder, whatever its name; one that is still written is not', async () => {
  const folder = await temporaryFolder();
  const anHourAgo = Date.now() / 1_000 - 60 * 60;
  const there = async (name: string, writtenAt: number) => {
    await writeFile(join(folder, name), 'half');
    await utimes(join(folder, name), writtenAt, writtenAt);
  };
  await there('monday.age.0a1b2c3d.jebo-part', anHourAgo - 1);
  await there('tuesday.age.4e5f6a7b.jebo-part', anHourAgo + 60);
  await there('film.part', anHourAgo - 1);
  await writeNewFile(join(folder, 'wednesday.age'), out => pipeline([Buffer.from('whole')], out));
  expect((await readdir(folder)).sort()).toEqual([
    'film.part',
    'tuesday.age.4e5f6a7b.jebo-part',
    'wednesday.age',
  ]);
});
