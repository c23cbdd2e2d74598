import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { randomId } from '../../src/crypto/ids.ts';
import type { ByteRange, FileStore } from '../../src/files/store.ts';
import { CutOff, takeFile } from '../../src/files/take-file.ts';

/** A store, and the same one as another process would open it: nothing but what was kept is known to it. */
export type OpenStore = () => Promise<{ store: FileStore; reopen(): Promise<FileStore> }>;

export const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 256));
export const sums = { sha256: createHash('sha256').update(bytes).digest('hex'), crc32: crc32(bytes) };
export const streamOf = (...parts: Buffer[]) => Readable.from(parts);
const most = bytes.length;

export async function listed(store: FileStore): Promise<string[]> {
  const found: string[] = [];
  for await (const { id, isWhole } of store.list()) found.push(`${id} ${isWhole ? 'whole' : 'incoming'}`);
  return found.sort();
}

/** What every file store promises, wherever it keeps its files. */
export function storeContract(openStore: OpenStore) {
  const brokenOff = async (...parts: Buffer[]) => {
    const stream = new PassThrough();
    for (const part of parts) stream.write(part);
    setImmediate(() => stream.destroy(new Error('cut off')));
    return stream;
  };

  test('what is taken reads back byte for byte, with its size, SHA-256 and CRC-32', async () => {
    const { store } = await openStore();
    const taken = await takeFile(store, streamOf(bytes.subarray(0, 1), bytes.subarray(1)), most);
    expect(taken).toMatchObject({ size: bytes.length, ...sums });
    expect(taken?.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await buffer(store.read(taken?.id ?? ''))).equals(bytes)).toBe(true);
  });

  test('its pieces, each worked off before the next is asked for, are the same bytes', async () => {
    const { store } = await openStore();
    const { id = '' } = (await takeFile(store, streamOf(bytes), most)) ?? {};
    const piecesOf = async (range?: ByteRange) => {
      const copies: Buffer[] = [];
      for await (const piece of store.pieces(id, range)) copies.push(Buffer.from(piece));
      return Buffer.concat(copies);
    };
    expect((await piecesOf()).equals(bytes)).toBe(true);
    expect((await piecesOf({ start: 7, end: 290_000 })).equals(bytes.subarray(7, 290_001))).toBe(true);
  });

  test('an empty file is a file', async () => {
    const { store } = await openStore();
    const taken = await takeFile(store, streamOf(), 0);
    expect(taken?.size).toBe(0);
    expect(await buffer(store.read(taken?.id ?? ''))).toHaveLength(0);
  });

  test('a range gives the bytes from its first to its last', async () => {
    const { store } = await openStore();
    const taken = await takeFile(store, streamOf(bytes), most);
    const range = await buffer(store.read(taken?.id ?? '', { start: 99_999, end: 100_001 }));
    expect(range).toEqual(bytes.subarray(99_999, 100_002));
  });

  test('nothing is kept of a file over the limit, and its sender is read to the end', async () => {
    const { store } = await openStore();
    const stream = streamOf(bytes.subarray(0, 200_000), bytes.subarray(200_000));
    expect(await takeFile(store, stream, most - 1)).toBeNull();
    expect(stream.readableEnded).toBe(true);
    expect(await listed(store)).toEqual([]);
  });

  test('nothing is kept of a file whose sender breaks off and does not come back', async () => {
    const { store } = await openStore();
    await expect(takeFile(store, await brokenOff(bytes), most + 1)).rejects.toThrow(CutOff);
    expect(await listed(store)).toEqual([]);
  });

  test('a file may come in parts, and is hashed as one', async () => {
    const { store } = await openStore();
    const id = randomId();
    const cut = await store.put(id, await brokenOff(bytes.subarray(0, 100_000)), { most });
    expect(cut.is).toBe('cut');
    const from = cut.is === 'cut' ? cut.length : 0;
    const more = await store.put(id, streamOf(bytes.subarray(from, 250_000)), { from, most });
    expect(more).toEqual({ is: 'ended', length: 250_000 });
    await store.put(id, streamOf(bytes.subarray(250_000)), { from: 250_000, most });
    expect(await store.finish(id)).toEqual({ id, size: bytes.length, ...sums });
    expect((await buffer(store.read(id))).equals(bytes)).toBe(true);
  });

  test('another process goes on where the first one was ended, and the hash is of the whole', async () => {
    const { store, reopen } = await openStore();
    const id = randomId();
    const put = await store.put(id, streamOf(bytes.subarray(0, 123_456)), { most, onDurable: () => {} });
    expect(put).toEqual({ is: 'ended', length: 123_456 });
    const other = await reopen();
    await other.put(id, streamOf(bytes.subarray(123_456)), { from: 123_456, most });
    expect(await other.finish(id)).toEqual({ id, size: bytes.length, ...sums });
  });

  test('what stood behind the byte where a sender goes on is dropped, and is not in the hash', async () => {
    const { store } = await openStore();
    const id = randomId();
    await store.put(id, streamOf(bytes.subarray(0, 100_000), Buffer.alloc(150_000, 1)), { most });
    await store.put(id, streamOf(bytes.subarray(100_000)), { from: 100_000, most });
    expect(await store.finish(id)).toEqual({ id, size: bytes.length, ...sums });
    expect((await buffer(store.read(id))).equals(bytes)).toBe(true);
  });

  test('another process goes on at the promise before the last, and what came behind it gives way to what comes now', async () => {
    const { store, reopen } = await openStore();
    const id = randomId();
    const told: number[] = [];
    const putting = { most, onDurable: (length: number) => void told.push(length) };
    await store.put(id, streamOf(bytes.subarray(0, 100_000)), putting);
    await store.put(id, streamOf(Buffer.alloc(150_000, 1)), { ...putting, from: 100_000 });
    told.length = 0;
    const second = await reopen();
    await second.put(id, streamOf(), { ...putting, from: 100_000 });
    expect(Math.max(0, ...told)).toBeLessThanOrEqual(100_000);
    await second.put(id, streamOf(bytes.subarray(100_000, 250_000)), { ...putting, from: 100_000 });
    const third = await reopen();
    await third.put(id, streamOf(bytes.subarray(250_000)), { ...putting, from: 250_000 });
    expect(await third.finish(id)).toEqual({ id, size: bytes.length, ...sums });
    expect((await buffer(third.read(id))).equals(bytes)).toBe(true);
  });

  test('what was dropped by a sender who then sent nothing is no part of the file that is finished', async () => {
    const { store, reopen } = await openStore();
    const id = randomId();
    const putting = { most, onDurable: () => {} };
    await store.put(id, streamOf(bytes.subarray(0, 100_000)), putting);
    await store.put(id, streamOf(bytes.subarray(100_000, 250_000)), { ...putting, from: 100_000 });
    const other = await reopen();
    await other.put(id, streamOf(), { ...putting, from: 100_000 });
    expect(await (await reopen()).finish(id)).toMatchObject({ size: 100_000 });
    expect((await buffer(other.read(id))).equals(bytes.subarray(0, 100_000))).toBe(true);
  });

  test('what is told to be durable grows, and reaches the end', async () => {
    const { store } = await openStore();
    const told: number[] = [];
    await store.put(randomId(), streamOf(bytes), { most, onDurable: length => void told.push(length) });
    expect(told.at(-1)).toBe(bytes.length);
    expect(told).toEqual(told.toSorted((one, other) => one - other));
  });

  test('to finish a file twice, as after a crash, is to finish it once', async () => {
    const { store, reopen } = await openStore();
    const id = randomId();
    await store.put(id, streamOf(bytes), { most });
    const first = await store.finish(id);
    expect(await (await reopen()).finish(id)).toEqual(first);
  });

  test('a file that is put again under its id is the new one, whole, and until then the old one', async () => {
    const { store } = await openStore();
    const id = randomId();
    await takeFile(store, streamOf(Buffer.alloc(200_000, 1)), most, id);
    await store.put(id, streamOf(bytes), { most });
    expect(await buffer(store.read(id))).toEqual(Buffer.alloc(200_000, 1));
    expect(await store.finish(id)).toEqual({ id, size: bytes.length, ...sums });
    expect((await buffer(store.read(id))).equals(bytes)).toBe(true);
  });

  test('what was never put cannot be finished', async () => {
    const { store } = await openStore();
    await expect(store.finish(randomId())).rejects.toThrow();
  });

  test('what is removed is gone, whole or incoming, and to remove it again harms nothing', async () => {
    const { store } = await openStore();
    const whole = await takeFile(store, streamOf(bytes), most);
    const [wholeId, half] = [whole?.id ?? '', randomId()];
    await store.put(half, streamOf(bytes), { most });
    expect(await listed(store)).toEqual([`${wholeId} whole`, `${half} incoming`].sort());
    await store.remove([wholeId, half]);
    await store.remove([wholeId, half]);
    expect(await listed(store)).toEqual([]);
  });

  test('twenty files at once do not mix', async () => {
    const { store } = await openStore();
    const files = Array.from({ length: 20 }, (_, index) => Buffer.alloc(200_000 + index, index));
    const taken = await Promise.all(files.map(file => takeFile(store, streamOf(file), 1e6)));
    for (const [index, file] of files.entries())
      expect((await buffer(store.read(taken[index]?.id ?? ''))).equals(file)).toBe(true);
  });

  test('a file can be written there', async () => {
    const { store } = await openStore();
    await store.check();
    expect(await store.space()).toBeGreaterThan(0);
    expect(await listed(store)).toEqual([]);
  });
}
