import { createHash } from 'node:crypto';
import { mkdir, readdir, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { randomId } from '../../../src/crypto/ids.ts';
import { openDiskStore } from '../../../src/files/disk/disk-store.ts';
import { takeFile } from '../../../src/files/take-file.ts';
import { memoryInUse } from '../../support/memory-in-use.ts';
import { createNarrowDisk } from '../../support/narrow-disk.ts';
import { watchDisk } from '../../support/power-cut.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { storeByChance } from '../store-by-chance.ts';
import { bytes, listed, type OpenStore, storeContract, streamOf } from '../store-contract.ts';

const openStore: OpenStore = async () => {
  const folder = await temporaryFolder();
  return { store: await openDiskStore(folder, 0), reopen: () => openDiskStore(folder, 0) };
};
storeContract(openStore);
storeByChance(openStore);

const filesBelow = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));

test('a whole file stands under its id in one of 256 folders, and an incoming one apart', async () => {
  const folder = await temporaryFolder();
  const store = await openDiskStore(folder, 0);
  const { id = '' } = (await takeFile(store, streamOf(bytes), bytes.length)) ?? {};
  const half = randomId();
  await store.put(half, streamOf(bytes), { most: bytes.length });
  expect((await filesBelow(folder)).sort()).toEqual(
    [join(folder, 'files', id.slice(0, 2), id), join(folder, 'incoming', half)].sort(),
  );
});

test('a whole file survives a power cut, and a removed one does not come back', async () => {
  const folder = await temporaryFolder();
  const disk = await watchDisk(folder);
  const store = await openDiskStore(folder, 0);
  const left = async () => listed(await openDiskStore(await disk.afterCut(disk.now()), 0));
  const { id = '' } = (await takeFile(store, streamOf(bytes), bytes.length)) ?? {};
  expect(await left()).toEqual([`${id} whole`]);
  await store.remove([id]);
  expect(await left()).toEqual([]);
});

test('a hash is that of the bytes that are there, also when another process wrote as many others', async () => {
  const folder = await temporaryFolder();
  const [here, there] = [await openDiskStore(folder, 0), await openDiskStore(folder, 0)];
  const id = randomId();
  await here.put(id, streamOf(Buffer.from('one ')), { most: 8 });
  await there.put(id, streamOf(Buffer.from('two ')), { most: 8 });
  await here.put(id, streamOf(Buffer.from('more')), { from: 4, most: 8 });
  const sha256 = createHash('sha256').update('two more').digest('hex');
  expect(await here.finish(id)).toMatchObject({ size: 8, sha256 });
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

test('a file that grows into the reserve is not kept, and its sender is read to the end', async () => {
  const [folder, disk] = [await temporaryFolder(), createNarrowDisk()];
  const store = await openDiskStore(folder, 0, disk.free);
  const large = disk.fillingStream();
  await expect(takeFile(store, large, 1e10)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(large.readableEnded).toBe(true);
  expect(await filesBelow(folder)).toEqual([]);
});

test('what had arrived before the reserve was reached stays, and can go on once there is room', async () => {
  const [folder, disk] = [await temporaryFolder(), createNarrowDisk()];
  const store = await openDiskStore(folder, 0, disk.free);
  const id = randomId();
  let durable = 0;
  const putting = {
    most: 1e10,
    onDurable: (length: number) => {
      durable = length;
    },
  };
  await expect(store.put(id, disk.fillingStream(), putting)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(durable).toBeGreaterThan(0);
  // The rest makes room for the database.
  expect((await stat(join(folder, 'incoming', id))).size).toBe(durable);
  const more = await store.put(id, streamOf(Buffer.from('end')), { from: durable, most: 1e10 });
  expect(more).toEqual({ is: 'ended', length: durable + 3 });
  expect((await store.finish(id)).size).toBe(durable + 3);
});

test('where the disk is full, nothing is cut off a file that another sender goes on with meanwhile', async () => {
  const [folder, disk] = [await temporaryFolder(), createNarrowDisk()];
  const store = await openDiskStore(folder, 0, disk.free);
  const id = randomId();
  const putting = {
    most: 1e10,
    onDurable: () => {},
    beforeDropping: () => Promise.reject(new Error('replaced')),
  };
  await expect(store.put(id, disk.fillingStream(), putting)).rejects.toThrow('replaced');
  const { size } = await stat(join(folder, 'incoming', id));
  const roomy = await openDiskStore(folder, 0);
  await expect(roomy.put(id, streamOf(bytes), { ...putting, from: 1 })).rejects.toThrow('replaced');
  expect((await stat(join(folder, 'incoming', id))).size).toBe(size);
});

test('a disk that fails when a file is put in its place leaves nothing of it', async () => {
  const folder = await temporaryFolder();
  const store = await openDiskStore(folder, 0);
  const failing = { ...store, finish: () => Promise.reject(new Error('EIO')) };
  await expect(takeFile(failing, streamOf(bytes), bytes.length)).rejects.toThrow('EIO');
  expect(await filesBelow(folder)).toEqual([]);
});

test('a disk that is at its reserve takes no byte of a file, and its sender is read to the end', async () => {
  const folder = await temporaryFolder();
  const store = await openDiskStore(folder, 0, async () => 0);
  const stream = streamOf(bytes, bytes);
  await expect(store.put(randomId(), stream, { most: 1e6 })).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(stream.readableEnded).toBe(true);
  expect(await filesBelow(folder)).toEqual([]);
});

test('where a file cannot even be begun, its sender is read to the end', async () => {
  const folder = await temporaryFolder();
  const store = await openDiskStore(folder, 0);
  await rmdir(join(folder, 'incoming'));
  const stream = streamOf(bytes, bytes);
  await expect(store.put(randomId(), stream, { most: 1e6 })).rejects.toMatchObject({ code: 'ENOENT' });
  expect(stream.readableEnded).toBe(true);
});

test('a file that comes byte by byte takes no more memory than another', async () => {
  const store = await openDiskStore(await temporaryFolder(), 0);
  const before = memoryInUse().buffers;
  let most = 0;
  async function* bytesInLargeBuffers() {
    for (let count = 0; count < 4_000; count++) {
      if (count % 200 === 0) most = Math.max(most, memoryInUse().buffers - before);
      // As the network hands them over: one byte of a chunk, and 64 kB around it.
      yield Buffer.alloc(64 * 1024, count).subarray(0, 1);
    }
  }
  const stream = Readable.from(bytesInLargeBuffers(), { objectMode: true, highWaterMark: 1 });
  expect(await store.put(randomId(), stream, { most: 1e6 })).toEqual({ is: 'ended', length: 4_000 });
  expect(most).toBeLessThan(160 * 2 ** 20);
});

test('what others left in its folders is neither listed nor in the way', async () => {
  const folder = await temporaryFolder();
  const store = await openDiskStore(folder, 0);
  const { id = '' } = (await takeFile(store, streamOf(bytes), bytes.length)) ?? {};
  await writeFile(join(folder, 'files', '.DS_Store'), 'x');
  await writeFile(join(folder, 'files', 'ab', 'notes.txt'), 'x');
  await mkdir(join(folder, 'incoming', 'folder'));
  await writeFile(join(folder, 'incoming', 'probe'), 'x');
  const listed: string[] = [];
  for await (const file of store.list()) listed.push(file.id);
  expect(listed).toEqual([id]);
});

test('room is scarce once less than half of the disk is free, down to the reserve', async () => {
  const folder = await temporaryFolder();
  const scarceWith = async (free: number, total: number) => {
    const store = await openDiskStore(
      folder,
      10,
      async () => free,
      async () => ({ free, total }),
    );
    return store.scarce();
  };
  expect(await scarceWith(50, 100)).toBeNull();
  expect(await scarceWith(49, 100)).toBe(39);
  // Below the reserve no file is taken from anybody.
  expect(await scarceWith(10, 100)).toBeNull();
});
