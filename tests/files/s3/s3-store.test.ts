import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { randomId } from '../../../src/crypto/ids.ts';
import { SEALED_CHUNK } from '../../../src/files/sealed/chunks.ts';
import { type FileStore, type Putting, StoreAway } from '../../../src/files/store.ts';
import { takeFile } from '../../../src/files/take-file.ts';
import { createBadLine } from '../../support/bad-line.ts';
import { memoryInUse } from '../../support/memory-in-use.ts';
import { createS3Gate } from '../../support/s3-gate.ts';
import { waitUntil } from '../../support/wait-for.ts';
import { storeByChance } from '../store-by-chance.ts';
import { bytes, listed, type OpenStore, storeContract, streamOf, sums } from '../store-contract.ts';
import { createS3World } from './s3-world.ts';

const openStore: OpenStore = async () => {
  const { store, open } = await createS3World();
  return { store, reopen: () => open() };
};
storeContract(openStore);
storeByChance(openStore);

const MB = 1024 * 1024;
const PART = 128 * SEALED_CHUNK;

/** Not the same at any two places, so that parts in a wrong order are seen. */
const film = Buffer.alloc(20 * MB);
for (let at = 0; at < film.length; at += 4) film.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
const filmSums = { sha256: createHash('sha256').update(film).digest('hex'), crc32: crc32(film) };
const most = film.length;

function* chunksOf(whole: Buffer) {
  for (let at = 0; at < whole.length; at += 64 * 1024) yield whole.subarray(at, at + 64 * 1024);
}
const streamOfFilm = (from = 0, to = film.length) => Readable.from(chunksOf(film.subarray(from, to)));

/** An upload as far as it is told to be durable. */
function watched() {
  const told = [0];
  const putting: Putting = { most, onDurable: length => void told.push(length) };
  return { told, putting };
}

const isFilm = async (store: FileStore, id: string) => (await buffer(store.read(id))).equals(film);

test('a photo that comes whole is one request, and stands under its id as on a disk', async () => {
  const { bucket, open } = await createS3World();
  const gate = await createS3Gate(bucket.endpoint);
  const { id = '' } = (await takeFile(await open(gate.url), streamOf(bytes), 1e9)) ?? {};
  const key = `files/${id.slice(0, 2)}/${id}`;
  expect(gate.asked).toEqual([`PUT ${key}`]);
  expect(await bucket.bytes(key)).toEqual(bytes);
});

test('a film goes up in parts while it comes, and is one object in the end', async () => {
  const { bucket, open } = await createS3World();
  const gate = await createS3Gate(bucket.endpoint);
  const store = await open(gate.url);
  const taken = await takeFile(store, streamOfFilm(), 1e9);
  const { id = '' } = taken ?? {};
  expect(taken).toEqual({ id, size: most, ...filmSums });
  expect(gate.asked.filter(words => words.includes('partNumber'))).toHaveLength(3);
  expect(await isFilm(store, id)).toBe(true);
  expect(await bucket.keys()).toEqual([`files/${id.slice(0, 2)}/${id}`]);
});

test('a file of so many bytes that its parts would be too many has larger ones', async () => {
  const { store, database } = await createS3World();
  const id = randomId();
  await store.put(id, streamOf(bytes), { most: 100 * 1024 ** 3, onDurable: () => {} });
  const { part_size } = await database.query
    .selectFrom('s3_incoming')
    .select('part_size')
    .executeTakeFirstOrThrow();
  expect(part_size * 10_000).toBeGreaterThanOrEqual(100 * 1024 ** 3);
});

test('a line that is lost in the middle of a part costs nothing: another process goes on at the very byte', async () => {
  const { store, open, bucket } = await createS3World();
  const [id, { told, putting }] = [randomId(), watched()];
  const line = new PassThrough();
  const cut = store.put(id, line, putting);
  for (const chunk of chunksOf(film.subarray(0, 13 * MB))) if (!line.write(chunk)) await once(line, 'drain');
  await waitUntil(() => line.readableLength === 0);
  line.destroy(new Error('the train is in a tunnel'));
  expect(await cut).toEqual({ is: 'cut', length: 13 * MB });
  expect(told.at(-1)).toBe(13 * MB);

  const other = await open();
  await other.put(id, streamOfFilm(13 * MB), { ...putting, from: 13 * MB });
  expect(await other.finish(id)).toEqual({ id, size: most, ...filmSums });
  expect(await isFilm(other, id)).toBe(true);
  expect(await bucket.keys()).toEqual([`files/${id.slice(0, 2)}/${id}`]);
});

test('what a slow line brings is durable within seconds, also where the process is killed in the middle of a part', async () => {
  const { store, open } = await createS3World({ tailWithin: 200 });
  const [id, { told, putting }] = [randomId(), watched()];
  const line = new PassThrough();
  const putting1 = store.put(id, line, putting);
  let sent = MB;
  line.write(film.subarray(0, sent));
  await waitUntil(() => {
    line.write(film.subarray(sent, ++sent));
    return told.length > 1;
  });
  const from = told.at(-1) ?? 0;
  expect(from).toBeGreaterThan(MB);

  const other = await open();
  await other.put(id, streamOfFilm(from), { ...putting, from });
  expect(await other.finish(id)).toMatchObject(filmSums);
  line.end(film.subarray(sent));
  await expect(putting1).rejects.toThrow();
  expect(await isFilm(other, id)).toBe(true);
});

test('who goes on at an earlier part than S3 has, because the promise was not noted, has the same file', async () => {
  const { store, open } = await createS3World();
  const [id, { told, putting }] = [randomId(), watched()];
  await store.put(id, streamOfFilm(0, 17 * MB), putting);
  expect(told).toContain(PART);
  const other = await open();
  await other.put(id, streamOfFilm(PART), { ...putting, from: PART });
  expect(await other.finish(id)).toEqual({ id, size: most, ...filmSums });
  expect(await isFilm(other, id)).toBe(true);
});

test('of a file of which an older version has sent a part, the CRC-32 is not known, and the rest is right', async () => {
  const { store, open, database } = await createS3World();
  const [id, { putting }] = [randomId(), watched()];
  await store.put(id, streamOfFilm(0, PART), putting);
  await database.write(trx => trx.updateTable('s3_parts').set({ crc32: null }).execute());
  const other = await open();
  await other.put(id, streamOfFilm(PART), { ...putting, from: PART });
  expect(await other.finish(id)).toEqual({ id, size: most, ...filmSums, crc32: null });
  expect(await isFilm(other, id)).toBe(true);
});

test('what is left of a part is kept until the promise of the next ones is noted, so that none goes back to nothing', async () => {
  const { store, open } = await createS3World();
  const [id, { putting }] = [randomId(), watched()];
  await store.put(id, streamOfFilm(0, 3 * MB), putting);
  // Killed when the rest of this part was in S3, and nobody had noted it.
  await store.put(id, streamOfFilm(3 * MB, PART), { ...putting, from: 3 * MB });
  const other = await open();
  await other.put(id, streamOfFilm(3 * MB), { ...putting, from: 3 * MB });
  expect(await other.finish(id)).toMatchObject(filmSums);
});

test('a process that has been replaced changes nothing any more', async () => {
  const { store, open } = await createS3World();
  const [id, { putting }] = [randomId(), watched()];
  await store.put(id, streamOfFilm(0, 3 * MB), putting);
  const line = new PassThrough();
  const late = store.put(id, line, { ...putting, from: 3 * MB });
  line.write(Buffer.alloc(100_000, 1));
  await waitUntil(() => line.readableLength === 0);
  const other = await open();
  await other.put(id, streamOfFilm(3 * MB, 10 * MB), { ...putting, from: 3 * MB });
  line.end(Buffer.alloc(100_000, 1));
  await expect(late).rejects.toThrow();
  await other.put(id, streamOfFilm(10 * MB), { ...putting, from: 10 * MB });
  expect(await other.finish(id)).toEqual({ id, size: most, ...filmSums });
  expect(await isFilm(other, id)).toBe(true);
});

test('who begins anew and sleeps, just when it was sure to be alone, drops nothing of one that has begun anew meanwhile', async () => {
  const { store, open } = await createS3World();
  const [id, { putting }] = [randomId(), watched()];
  await store.put(id, streamOf(Buffer.alloc(100_000, 1)), putting);
  const other = await open();
  const whileAsleep = async () => void (await other.put(id, streamOfFilm(0, 10 * MB), putting));
  const late = store.put(id, streamOf(bytes), { ...putting, beforeDropping: whileAsleep });
  await expect(late).rejects.toThrow();
  await other.put(id, streamOfFilm(10 * MB), { ...putting, from: 10 * MB });
  expect(await other.finish(id)).toEqual({ id, size: most, ...filmSums });
});

test('a crash behind the moment when S3 made the parts one costs nothing: finishing again tells the same', async () => {
  const { open, database } = await createS3World();
  let isDying = false;
  const store = await open(undefined, {
    ...database,
    write: work => (isDying ? Promise.reject(new Error('killed')) : database.write(work)),
  });
  const [id, { putting }] = [randomId(), watched()];
  await store.put(id, streamOfFilm(), putting);
  isDying = true;
  await expect(store.finish(id)).rejects.toThrow('killed');
  const other = await open();
  expect(await other.finish(id)).toEqual({ id, size: most, ...filmSums });
  expect(await other.finish(id)).toEqual({ id, size: most, ...filmSums });
});

test('nor does one where all of a file was the rest of a part', async () => {
  const { store, open, bucket, database } = await createS3World();
  const [id, { putting }] = [randomId(), watched()];
  await store.put(id, streamOf(bytes), putting);
  const isWhole = async () => (await bucket.keys()).some(key => key.startsWith('files/'));
  const dying = await open(undefined, {
    ...database,
    write: async work => ((await isWhole()) ? Promise.reject(new Error('killed')) : database.write(work)),
  });
  await expect(dying.finish(id)).rejects.toThrow('killed');
  expect(await store.finish(id)).toEqual({ id, size: bytes.length, ...sums });
});

test('S3 that has too much to do for a moment is asked again, and nobody notices', async () => {
  const { bucket, open } = await createS3World();
  const gate = await createS3Gate(bucket.endpoint);
  const store = await open(gate.url);
  gate.refuse(2);
  const { id = '' } = (await takeFile(store, streamOfFilm(), 1e9)) ?? {};
  expect(await isFilm(store, id)).toBe(true);
});

test('while S3 is away a sender comes to the end and is told; what was durable stays, and goes on later', async () => {
  const { bucket, open } = await createS3World({ attempts: 2 });
  const gate = await createS3Gate(bucket.endpoint);
  const store = await open(gate.url);
  const [id, { told, putting }] = [randomId(), watched()];
  await store.put(id, streamOfFilm(0, 9 * MB), putting);
  gate.refuse();
  const stream = streamOfFilm(9 * MB);
  const failing = expect(store.put(id, stream, { ...putting, from: 9 * MB })).rejects;
  await failing.toMatchObject({ name: 'StoreAway', code: 'SlowDown' });
  expect(stream.readableEnded).toBe(true);
  await expect(store.check()).rejects.toThrow(StoreAway);
  expect(told.at(-1)).toBe(9 * MB);

  gate.letThrough();
  await store.put(id, streamOfFilm(9 * MB), { ...putting, from: 9 * MB });
  expect(await store.finish(id)).toMatchObject(filmSums);
});

test('a place where nobody listens is told as S3 being away, within seconds and in the system’s word', async () => {
  const { open } = await createS3World({ attempts: 2 });
  const store = await open('http://127.0.0.1:1');
  const taking = expect(takeFile(store, streamOf(bytes), 1e6)).rejects;
  await taking.toMatchObject({ name: 'StoreAway', code: 'ECONNREFUSED' });
});

test('reading goes on where an answer broke off, and is an error where S3 stays away, never a shorter file', async () => {
  const { store, bucket, open } = await createS3World({ attempts: 2 });
  const { id = '' } = (await takeFile(store, streamOfFilm(), 1e9)) ?? {};
  const line = await createBadLine(() => bucket.endpoint);
  const reader = await open(line.url);
  const broken = async (refuse: boolean) => {
    const stream = reader.read(id);
    await once(stream, 'readable');
    line.cut({ refuse });
    return buffer(stream);
  };
  expect((await broken(false)).equals(film)).toBe(true);
  await expect(broken(true)).rejects.toThrow(StoreAway);
});

test('who stops reading in the middle ends the request to S3', async () => {
  const { store, bucket, open } = await createS3World();
  const { id = '' } = (await takeFile(store, streamOfFilm(), 1e9)) ?? {};
  const gate = await createS3Gate(bucket.endpoint);
  const reading = await open(gate.url);
  const stream = reading.read(id);
  await once(stream, 'readable');
  expect(gate.open()).toBe(1);
  stream.destroy();
  await waitUntil(() => gate.open() === 0);
  for await (const _ of reading.pieces(id)) break;
  await waitUntil(() => gate.open() === 0);
});

test('a file that is not there is told as on a disk', async () => {
  const { store } = await createS3World();
  await expect(buffer(store.read(randomId()))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('more files than S3 tells of at once are all listed, once each', async () => {
  const { bucket, store } = await createS3World();
  const ids = Array.from({ length: 1_001 }, randomId);
  await Promise.all(ids.map(id => bucket.put(`files/${id.slice(0, 2)}/${id}`, Buffer.from('x'))));
  const listed: string[] = [];
  for await (const { id } of store.list()) listed.push(id);
  expect(listed.toSorted()).toEqual(ids.toSorted());
});

test('what is removed before it is whole has its parts aborted and leaves no object', async () => {
  const { bucket, open, database } = await createS3World();
  const gate = await createS3Gate(bucket.endpoint);
  const store = await open(gate.url);
  const [id, { putting }] = [randomId(), watched()];
  await store.put(id, streamOfFilm(0, 9 * MB), putting);
  expect(await bucket.keys()).toHaveLength(1);
  await store.remove([id]);
  expect(gate.asked).toContain(`DELETE files/${id.slice(0, 2)}/${id} uploadId`);
  expect(await bucket.keys()).toEqual([]);
  expect(await database.query.selectFrom('s3_parts').selectAll().execute()).toEqual([]);
});

test('a part on its way takes room on the disk, and none is taken of the reserve', async () => {
  const { open } = await createS3World();
  const store = await open(undefined, undefined, { DISK_RESERVE: '1000tb' });
  const stream = streamOf(bytes);
  await expect(takeFile(store, stream, 1e6)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(stream.readableEnded).toBe(true);
  expect(await store.space()).toBeLessThan(0);
});

test('twenty films at once take no more memory than the parts whose turn it is', async () => {
  const { store } = await createS3World();
  const before = memoryInUse().buffers;
  let peak = 0;
  const watching = setInterval(() => {
    peak = Math.max(peak, memoryInUse().buffers - before);
  }, 500);
  const films = Array.from({ length: 20 }, () => takeFile(store, streamOfFilm(0, 12 * MB), 1e9));
  const sizes = (await Promise.all(films)).map(taken => taken?.size);
  clearInterval(watching);
  expect(sizes).toEqual(films.map(() => 12 * MB));
  expect(peak).toBeLessThan(160 * MB);
  await store.remove((await Promise.all(films)).map(taken => taken?.id ?? ''));
});

test('a film that S3 has begun twice, because its answer was lost, is listed as whole alone, and so is not swept', async () => {
  const { bucket, open } = await createS3World();
  const gate = await createS3Gate(bucket.endpoint);
  const store = await open(gate.url);
  const { id = '' } = (await takeFile(store, streamOfFilm(), 1e9)) ?? {};
  const half = randomId();
  const lost = [id, half].map(
    name =>
      `<Upload><Key>files/${name.slice(0, 2)}/${name}</Key><UploadId>lost</UploadId><Initiated>2026-01-01T00:00:00Z</Initiated></Upload>`,
  );
  gate.answer(
    'GET  prefix uploads',
    `<ListMultipartUploadsResult>${lost.join('')}</ListMultipartUploadsResult>`,
  );
  expect(await listed(store)).toEqual([`${id} whole`, `${half} incoming`].toSorted());
});

test('what others left in the bucket is neither listed nor in the way', async () => {
  const { store, bucket } = await createS3World();
  const { id = '' } = (await takeFile(store, streamOf(bytes), 1e6)) ?? {};
  for (const key of ['files/.DS_Store', 'files/ab/notes.txt', 'incoming/notes.txt', 'logs/2026'])
    await bucket.put(key, Buffer.from('x'));
  const listed: string[] = [];
  for await (const file of store.list()) listed.push(file.id);
  expect(listed).toEqual([id]);
});
