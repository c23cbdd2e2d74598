import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as tick } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openDiskStore } from '../../src/files/disk-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const createStore = async () => {
  const folder = await temporaryFolder();
  const store = await openDiskStore(folder, 0);
  const inFolder = async (name: string) =>
    (await readdir(join(folder, name), { recursive: true, withFileTypes: true }))
      .filter(entry => entry.isFile())
      .map(entry => entry.name);
  return { store, folder, inFolder };
};
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 256));
const chunks = () =>
  Readable.from([bytes.subarray(0, 1), bytes.subarray(1, 100_000), bytes.subarray(100_000)]);

test('what is taken and kept reads back byte for byte, with its size and SHA-256', async () => {
  const { store } = await createStore();
  const taken = await store.take(chunks(), bytes.length);
  expect(taken).toMatchObject({
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  const id = taken?.id ?? '';
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  await store.keep([id]);
  expect((await buffer(store.read(id))).equals(bytes)).toBe(true);
});

test('a range gives the bytes from its first to its last', async () => {
  const { store } = await createStore();
  const id = (await store.take(chunks(), bytes.length))?.id ?? '';
  await store.keep([id]);
  expect(await buffer(store.read(id, { start: 99_999, end: 100_001 }))).toEqual(
    bytes.subarray(99_999, 100_002),
  );
});

test('nothing is kept of a file over the limit, and its sender is read to the end', async () => {
  const { store, inFolder } = await createStore();
  const stream = chunks();
  expect(await store.take(stream, bytes.length - 1)).toBeNull();
  expect(stream.readableEnded).toBe(true);
  expect([await inFolder('incoming'), await inFolder('files')]).toEqual([[], []]);
});

test('nothing is kept of a stream that breaks off', async () => {
  const { store, inFolder } = await createStore();
  const stream = new PassThrough();
  const taking = store.take(stream, 1_000_000);
  stream.write(bytes);
  await tick();
  stream.destroy(new Error('cut off'));
  await expect(taking).rejects.toThrow('cut off');
  expect(await inFolder('incoming')).toEqual([]);
});

test('what is removed is gone, whether it was kept or only taken', async () => {
  const { store, inFolder } = await createStore();
  const [kept, taken] = [await store.take(chunks(), 1e6), await store.take(chunks(), 1e6)];
  await store.keep([kept?.id ?? '']);
  await store.remove([kept?.id ?? '', taken?.id ?? '']);
  expect([await inFolder('incoming'), await inFolder('files')]).toEqual([[], []]);
});

test('what a dead process left half taken is removed at the start, and what a living one takes is not', async () => {
  const folder = await temporaryFolder();
  const [dead, living, elsewhere] = [
    `999999999@${hostname()}`,
    `${process.ppid}@${hostname()}`,
    '1@another-machine',
  ];
  for (const name of [dead, living, elsewhere]) {
    await mkdir(join(folder, 'incoming', name), { recursive: true });
    await writeFile(join(folder, 'incoming', name, 'half'), 'x');
  }
  await openDiskStore(folder, 0);
  expect((await readdir(join(folder, 'incoming'))).sort()).toEqual(
    [`${process.pid}@${hostname()}`, living, elsewhere].sort(),
  );
});

test('the space left is what is above the reserve', async () => {
  const folder = await temporaryFolder();
  const [all, reserved] = [
    await openDiskStore(folder, 0),
    await openDiskStore(folder, Number.MAX_SAFE_INTEGER),
  ];
  expect(await all.space()).toBeGreaterThan(0);
  expect(await reserved.space()).toBeLessThan(0);
});

test('a file that grows into the reserve is not kept', async () => {
  const folder = await temporaryFolder();
  const measured = await openDiskStore(folder, 0);
  const store = await openDiskStore(folder, (await measured.space()) - 8 * 1024 * 1024);
  const large = Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(1024 * 1024)));
  await expect(store.take(large, 1e9)).rejects.toMatchObject({ code: 'ENOSPC' });
});
