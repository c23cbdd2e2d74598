import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { CHUNK } from '../../../src/files/sealed/chunks.ts';
import { freshBucket } from '../../support/buckets.ts';
import { DAY, HOUR } from '../../support/clock.ts';
import { createS3Gate } from '../../support/s3-gate.ts';
import { fileRows } from '../../support/sealed-files.ts';
import { createWorld, type World } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

const MB = 1024 * 1024;
const VERSION = { 'Tus-Resumable': '1.0.0' };

/** A desk whose files are in S3, and what stands between. */
async function createS3Desk() {
  const bucket = await freshBucket();
  const gate = await createS3Gate(bucket.endpoint);
  return { bucket, gate, world: await createWorld({ settings: bucket.settings(gate.url) }) };
}

const post = (world: World, lang: 'ko' | 'en', files: Buffer[]) => {
  const sending = world.request.post(`/tips?lang=${lang}`).accept('text/html').field('lang', lang);
  for (const bytes of files) void sending.attach('files', bytes, '사진.jpg');
  return sending.field('message', '역 앞에서 불이 났어요');
};

async function begin(world: World, size: number): Promise<string> {
  const creation = world.request.post('/uploads').set({ ...VERSION, 'Upload-Length': String(size) });
  return String((await creation.expect(201)).headers['location']);
}

const send = (world: World, url: string, from: number, bytes: Buffer) =>
  world.request
    .patch(url)
    .set({ ...VERSION, 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' })
    .send(bytes);

const offsetOf = async (world: World, url: string) =>
  Number((await world.request.head(url).set(VERSION)).headers['upload-offset']);

test('while S3 is away, files are refused in words, what was written is still there, and text alone is taken', async () => {
  const { gate, world } = await createS3Desk();
  gate.refuse();
  for (const [lang, words] of [
    ['ko', '지금은 파일을 다룰 수 없어요'],
    ['en', 'Files cannot be handled just now'],
  ] as const) {
    const answer = await post(world, lang, [randomBytes(1_000)]);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(textOf(answer.text)).toContain(words);
    expect(fieldsOf(answer.text)['message']).toBe('역 앞에서 불이 났어요');
  }
  await post(world, 'ko', []).expect(303);
  await world.request.get('/healthz').expect(503);
  gate.letThrough();
  await world.request.get('/healthz').expect(200);
});

test('an upload that S3 refuses for a while is told to come again, goes on where it was, and is whole', async () => {
  const { gate, world } = await createS3Desk();
  const bytes = randomBytes(10 * MB);
  const url = await begin(world, bytes.length);
  await send(world, url, 0, bytes.subarray(0, 9 * MB)).expect(204);
  gate.refuse();
  const refused = await send(world, url, 9 * MB, bytes.subarray(9 * MB)).expect(503);
  expect(refused.text).toContain('지금은 파일을 다룰 수 없어요');
  gate.letThrough();
  // What came meanwhile of a chunk stands in the upload's row.
  const from = await offsetOf(world, url);
  expect(from).toBeGreaterThanOrEqual(9 * MB);
  expect(from).toBeLessThan(9 * MB + CHUNK);
  await send(world, url, from, bytes.subarray(from)).expect(204);

  gate.refuse();
  const tip = world.request.post('/tips').type('form').send({ message: '글', uploads: url });
  await tip.expect(303);
  gate.letThrough();
  const [file] = await fileRows(world);
  expect(file?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('an upload goes on after a restart, in another process and from another folder', async () => {
  const { bucket, world } = await createS3Desk();
  const bytes = randomBytes(9 * MB);
  const url = await begin(world, bytes.length);
  await send(world, url, 0, bytes.subarray(0, 8 * MB + 5)).expect(204);
  await world.restart();
  expect(await offsetOf(world, url)).toBe(8 * MB + 5);
  await send(world, url, 8 * MB + 5, bytes.subarray(8 * MB + 5)).expect(204);
  await world.request.post('/tips').type('form').send({ message: '글', uploads: url }).expect(303);
  const [file] = await fileRows(world);
  expect((await file?.bytes())?.equals(bytes)).toBe(true);
  expect(await bucket.keys()).toEqual([`files/${file?.id.slice(0, 2)}/${file?.id}`]);
});

test('while S3 is away staff are told in words that a file cannot be shown now, and the log has none of its name', async () => {
  const { gate, world } = await createS3Desk();
  await post(world, 'ko', [randomBytes(1_000)]).expect(303);
  const staff = await world.signIn();
  const { id } = await world.database.query.selectFrom('files').select('id').executeTakeFirstOrThrow();
  gate.refuse();
  const answer = await staff.get(`/admin/tips/1/files/${id}?lang=en`).expect(503);
  expect(textOf(answer.text)).toContain('Files cannot be handled just now');
  expect(world.log.join()).toContain('StoreAway');
  expect(world.log.join()).not.toContain('사진');
  gate.letThrough();
  await staff.get(`/admin/tips/1/files/${id}`).expect(200);
});

test('of an upload that nobody claims, what is in S3 goes with the next sweep after a day', async () => {
  const { bucket, gate, world } = await createS3Desk();
  const url = await begin(world, 20 * MB);
  await send(world, url, 0, randomBytes(9 * MB)).expect(204);
  expect(await bucket.keys()).toHaveLength(1);
  world.clock.move(DAY + HOUR);
  await world.restart();
  await expect.poll(() => bucket.keys()).toEqual([]);
  expect(gate.asked.filter(words => /^DELETE files\/.* uploadId$/.test(words))).toHaveLength(1);
  await world.request.head(url).set(VERSION).expect(404);
});
