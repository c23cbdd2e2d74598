import { createHash, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { SEALED_CHUNK } from '../../../src/files/sealed/chunks.ts';
import { DAY, HOUR } from '../../support/clock.ts';
import { fileRows } from '../../support/sealed-files.ts';
import { ON_DISK } from '../../support/settings.ts';
import { createWorld, type World } from '../../support/world.ts';

const VERSION = { 'Tus-Resumable': '1.0.0' };
const BYTES = { 'Content-Type': 'application/offset+octet-stream' };
const base64 = (text: string) => Buffer.from(text).toString('base64');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const begin = (world: World, size: number, name = '현장 “영상”.mp4') =>
  world.request
    .post('/uploads')
    .set({ ...VERSION, 'Upload-Length': String(size) })
    .set('Upload-Metadata', `filename ${base64(name)},filetype ${base64('video/mp4')}`);

const send = (world: World, url: string, from: number, bytes: Buffer) =>
  world.request
    .patch(url)
    .set({ ...VERSION, ...BYTES, 'Upload-Offset': String(from) })
    .send(bytes);

const ask = (world: World, url: string) => world.request.head(url).set(VERSION);
const end = (world: World, url: string) => world.request.delete(url).set(VERSION);

async function upload(world: World, bytes: Buffer, name?: string): Promise<string> {
  const { headers } = await begin(world, bytes.length, name).expect(201);
  const url = String(headers['location']);
  if (bytes.length > 0) await send(world, url, 0, bytes).expect(204);
  return url;
}

const tipWith = (world: World, uploads: string[], fields: Record<string, string> = {}) =>
  world.request
    .post('/tips')
    .set('Accept', 'application/json')
    .type('form')
    .send({ message: '글', ...fields, uploads });

const kept = (world: World) => fileRows(world);

test('a file arrives in two parts, is hashed whole, and is the tip’s with its name and type', async () => {
  const world = await createWorld();
  const bytes = randomBytes(300_000);
  const created = await begin(world, bytes.length).expect(201);
  expect(created.headers['location']).toMatch(/^\/uploads\/[0-9a-f]{32}$/);
  const url = String(created.headers['location']);
  const first = await send(world, url, 0, bytes.subarray(0, 100_000)).expect(204);
  expect(first.headers).toMatchObject({ 'upload-offset': '100000', 'tus-resumable': '1.0.0' });
  const { headers } = await ask(world, url).expect(200);
  expect(headers).toMatchObject({
    'upload-offset': '100000',
    'upload-length': '300000',
    'cache-control': 'no-store',
  });
  await send(world, url, 100_000, bytes.subarray(100_000)).expect(204);
  await tipWith(world, [url]).expect(201);
  expect(await kept(world)).toMatchObject([
    {
      ...{ tip: 1, name: '현장 “영상”.mp4', claimedType: 'video/mp4' },
      ...{ size: 300_000, sha256: sha256(bytes), crc32: crc32(bytes) },
    },
  ]);
  expect(await world.database.query.selectFrom('uploads').selectAll().execute()).toEqual([]);
});

test('uploads and files of the body are one tip’s, within the limits for both together', async () => {
  const world = await createWorld({ settings: { UPLOAD_FILE_COUNT: '2', UPLOAD_TOTAL_LIMIT: '1000b' } });
  const [small, large] = [await upload(world, randomBytes(10)), await upload(world, randomBytes(995))];
  const both = world.request.post('/tips').set('Accept', 'application/json').field('message', '글');
  await both.field('uploads', small).attach('files', Buffer.from('x'), 'a.txt').expect(201);
  expect((await kept(world)).map(({ name }) => name)).toEqual(['a.txt', '현장 “영상”.mp4']);

  const tooMuch = world.request.post('/tips').set('Accept', 'application/json').field('message', '글');
  const refused = await tooMuch.field('uploads', large).attach('files', randomBytes(10), 'a').expect(422);
  expect(Object.keys(refused.body.errors)).toEqual(['uploads']);
  const more = [large, await upload(world, randomBytes(1)), await upload(world, randomBytes(1))];
  await tipWith(world, more).expect(422);
  expect(await kept(world)).toHaveLength(2);
});

test('a tip may name as many uploads as it may have files', async () => {
  const world = await createWorld({ settings: { UPLOAD_FILE_COUNT: '60' } });
  const post = world.request.post('/tips').set('Accept', 'application/json').field('message', '글');
  for (let count = 0; count < 60; count++) post.field('uploads', await upload(world, Buffer.from('x')));
  await post.expect(201);
  expect(await kept(world)).toHaveLength(60);
});

test('an empty file is not begun, and why is said', async () => {
  const world = await createWorld();
  const begun = await world.request
    .post('/uploads?lang=en')
    .set({ 'Tus-Resumable': '1.0.0', 'Upload-Length': '0', 'Upload-Metadata': 'filename YS5qcGc=' });
  expect([begun.status, begun.headers['location']]).toEqual([400, undefined]);
  expect(begun.text).toContain('“a.jpg” is empty (0 bytes)');
  expect(await world.database.query.selectFrom('uploads').select('id').execute()).toEqual([]);
});

test('the first bytes may come with the beginning', async () => {
  const world = await createWorld();
  const bytes = randomBytes(50_000);
  const answer = await begin(world, bytes.length).set(BYTES).send(bytes).expect(201);
  expect(answer.headers['upload-offset']).toBe('50000');
  await tipWith(world, [String(answer.headers['location'])]).expect(201);
  expect(await kept(world)).toMatchObject([{ sha256: sha256(bytes) }]);
});

test('one that is unfinished, unknown, foreign in its form or taken is refused beside it, and the text stays', async () => {
  const world = await createWorld();
  const { headers } = await begin(world, 10).expect(201);
  const taken = await upload(world, randomBytes(10));
  await tipWith(world, [taken]).expect(201);
  const unfinished = String(headers['location']);
  for (const url of [unfinished, `/uploads/${'0'.repeat(32)}`, '/etc/passwd', 'x', taken]) {
    const refused = await tipWith(world, [url]).expect(422);
    expect(refused.body.errors.uploads).toMatch(/파일/);
  }
  const page = await world.request
    .post('/tips?lang=ko')
    .type('form')
    .send({ message: '긴 글', uploads: taken });
  expect(page.status).toBe(422);
  expect(page.text).toContain('긴 글');
  expect(await kept(world)).toHaveLength(1);
});

test('a tip that is sent again with its uploads, because the answer was lost, is the same tip', async () => {
  const world = await createWorld();
  const url = await upload(world, randomBytes(10));
  const first = await tipWith(world, [url], { submission: 's' }).expect(201);
  const again = await tipWith(world, [`${world.url}${url}`], { submission: 's' }).expect(200);
  expect(again.body).toEqual(first.body);
  await tipWith(world, [url], { submission: 's', message: '다른 글' }).expect(422);
  expect(await kept(world)).toHaveLength(1);
});

test('an upload that two tips claim at once is the one’s or the other’s', async () => {
  const world = await createWorld();
  const url = await upload(world, randomBytes(10));
  const answers = await Promise.all(
    ['가', '나', '다', '라'].map(message => tipWith(world, [url], { message })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
  expect(await kept(world)).toHaveLength(1);
  expect(await world.database.query.selectFrom('tips').select('number').execute()).toHaveLength(1);
});

test('nothing of an upload can be had, listed or changed once it is claimed, and nothing can ever be read', async () => {
  const world = await createWorld();
  const url = await upload(world, randomBytes(10));
  await world.request.get(url).set(VERSION).expect(404);
  await world.request.get('/uploads').set(VERSION).expect(404);
  await tipWith(world, [url]).expect(201);
  await ask(world, url).expect(404);
  await send(world, url, 10, Buffer.alloc(0)).expect(404);
  await end(world, url).expect(404);
  expect((await kept(world))[0]?.size).toBe(10);
});

test('what its sender removes is gone', async () => {
  const world = await createWorld();
  const url = await upload(world, randomBytes(10));
  await end(world, url).expect(204);
  await ask(world, url).expect(404);
  await tipWith(world, [url]).expect(422);
});

test('what nobody claims or goes on with is swept after a day, and is not found then', async () => {
  const world = await createWorld();
  const old = await upload(world, randomBytes(10));
  const { headers } = await begin(world, 10).expect(201);
  const [half, young] = [String(headers['location']), await upload(world, randomBytes(10))];
  await send(world, half, 0, randomBytes(5)).expect(204);
  world.clock.move(DAY + 1);
  await world.database.query
    .updateTable('uploads')
    .set({ last_at: world.clock() })
    .where('id', '=', young.slice(-32))
    .execute();
  await world.restart();
  await expect.poll(async () => (await ask(world, old)).status).toBe(404);
  await expect.poll(async () => (await ask(world, half)).status).toBe(404);
  await ask(world, young).expect(200);
});

test('an upload survives a restart of the server and goes on', async () => {
  const world = await createWorld();
  const bytes = randomBytes(200_000);
  const { headers } = await begin(world, bytes.length).expect(201);
  const url = String(headers['location']);
  await send(world, url, 0, bytes.subarray(0, 70_000)).expect(204);
  await world.restart();
  expect((await ask(world, url)).headers['upload-offset']).toBe('70000');
  await send(world, url, 70_000, bytes.subarray(70_000)).expect(204);
  await tipWith(world, [url]).expect(201);
  expect(await kept(world)).toMatchObject([{ sha256: sha256(bytes) }]);
});

test('who comes back over another network goes on at once, while the old connection still hangs', async () => {
  const world = await createWorld({ settings: ON_DISK });
  const bytes = randomBytes(3_000_000);
  const { headers } = await begin(world, bytes.length).expect(201);
  const url = String(headers['location']);
  const hanging = httpRequest(`${world.url}${url}`, {
    method: 'PATCH',
    headers: { ...VERSION, ...BYTES, 'Upload-Offset': '0', 'Content-Length': String(bytes.length) },
  });
  hanging.on('error', () => {});
  hanging.write(bytes.subarray(0, 2_000_000));
  const arrived = join(world.dataDir, 'incoming', url.slice(-32));
  const size = () =>
    stat(arrived).then(
      found => found.size,
      () => 0,
    );
  // A chunk more, for its last one may be half written.
  await expect.poll(size).toBeGreaterThan(1_000_000 + SEALED_CHUNK);
  const from = Number((await ask(world, url)).headers['upload-offset']);
  expect(from).toBeGreaterThan(1_000_000);
  await send(world, url, from, bytes.subarray(from)).expect(204);
  await tipWith(world, [url]).expect(201);
  expect(await kept(world)).toMatchObject([{ sha256: sha256(bytes) }]);
});

test('what breaks the protocol is told by its status, and harms no upload', async () => {
  const world = await createWorld({ settings: { UPLOAD_FILE_LIMIT: '1000b' } });
  const { headers } = await begin(world, 100).expect(201);
  const url = String(headers['location']);
  const abilities = await world.request.options('/uploads').expect(204);
  expect(abilities.headers).toMatchObject({
    'tus-version': '1.0.0',
    'tus-max-size': '1000',
    'tus-extension': 'creation,creation-with-upload,termination',
  });
  expect(abilities.headers).not.toHaveProperty('access-control-allow-origin');
  const other = await world.request.head(url).set('Tus-Resumable', '0.2.2').expect(412);
  expect(other.headers['tus-version']).toBe('1.0.0');
  await world.request.post('/uploads').set(VERSION).expect(400);
  await begin(world, 1001).expect(413);
  await send(world, url, 5, randomBytes(5)).expect(409);
  await send(world, url, 0, randomBytes(101)).expect(413);
  await world.request
    .patch(url)
    .set({ ...VERSION, 'Upload-Offset': '0' })
    .send('x')
    .expect(415);
  await ask(world, `/uploads/${'0'.repeat(32)}`).expect(404);
  await ask(world, '/uploads/..%2f..%2fsecret.key').expect(404);
  const overridden = world.request.post(url).set({ ...VERSION, ...BYTES, 'Upload-Offset': '0' });
  await overridden.set('X-HTTP-Method-Override', 'PATCH').send(randomBytes(100)).expect(204);
  expect((await ask(world, url)).headers['upload-offset']).toBe('100');
  const disguised = world.request.get(url).set({ ...VERSION, 'X-HTTP-Method-Override': 'DELETE' });
  await disguised.set('Sec-Fetch-Site', 'cross-site').expect(404);
  await ask(world, url).expect(200);
});

test('another site’s page can neither begin an upload nor touch one', async () => {
  const world = await createWorld();
  const { headers } = await begin(world, 10).expect(201);
  const url = String(headers['location']);
  const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
  await begin(world, 10).set(foreign).expect(403);
  await send(world, url, 0, randomBytes(10)).set(foreign).expect(403);
  await end(world, url).set(foreign).expect(403);
  expect((await ask(world, url)).headers['upload-offset']).toBe('0');
});

test('a damaged upload is begun anew, and the tip that names it loses nothing that was typed', async () => {
  const world = await createWorld({ settings: { METRICS_TOKEN: 'a token of these tests' } });
  const { database, request } = world;
  const url = await upload(world, randomBytes(10));
  const { headers } = await begin(world, 10).expect(201);
  const halfway = String(headers['location']);
  await send(world, halfway, 0, randomBytes(5));
  await database.write(trx =>
    trx.updateTable('uploads').set({ sealed: 'damaged', progress: 'damaged' }).execute(),
  );
  for (const one of [url, halfway]) await ask(world, one).expect(404);
  await send(world, halfway, 5, randomBytes(5)).expect(404);

  const { body } = await tipWith(world, [url]).expect(422);
  expect(Object.keys(body.errors)).toEqual(['uploads']);
  const page = await request
    .post('/tips')
    .type('form')
    .send({ message: '중요한 글', uploads: url })
    .expect(422);
  expect(page.text).toContain('중요한 글');
  const { text } = await request.get('/metrics').auth('a token of these tests', { type: 'bearer' });
  expect(text).toContain('jebo_unopened_total{kind="file"} 2\n');
});

test('a damaged file of the tip that came before is as unknown to one sent again', async () => {
  const world = await createWorld();
  const url = await upload(world, randomBytes(10));
  const fields = { submission: crypto.randomUUID() };
  await tipWith(world, [url], fields).expect(201);
  await tipWith(world, [url], fields).expect(200);
  await world.database.write(trx => trx.updateTable('files').set({ sealed: 'damaged' }).execute());
  const { body } = await tipWith(world, [url], fields).expect(422);
  expect(Object.keys(body.errors)).toEqual(['uploads']);
});

test('below the reserve new uploads are 507 with words, and text goes through', async () => {
  const world = await createWorld({ settings: { DISK_RESERVE: '1000tb' } });
  const refused = await begin(world, 10).set('Accept-Language', 'ko').expect(507);
  expect(refused.text).toContain('자리가 없어요');
  await tipWith(world, []).expect(201);
});

test('one address cannot fill the disk with halves, and another is not held up by it', async () => {
  const world = await createWorld({ settings: { TRUST_PROXY: '1', UPLOAD_FILE_COUNT: '1' } });
  const from = (address: string) => begin(world, 10).set('X-Forwarded-For', address);
  const urls: string[] = [];
  for (let count = 0; count < 10; count++)
    urls.push(String((await from('203.0.113.7').expect(201)).headers['location']));
  const refused = await from('203.0.113.7').expect(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  await from('203.0.113.8').expect(201);
  await end(world, urls[0] ?? '').expect(204);
  await from('203.0.113.7').expect(201);
  await from('203.0.113.7').expect(429);
  await send(world, urls[1] ?? '', 0, randomBytes(10)).expect(204);
  await tipWith(world, [urls[1] ?? '']).expect(201);
  await from('203.0.113.7').expect(201);
});

test('an address may have so many bytes on their way, and those that it left lying for an hour count no more', async () => {
  const limits = { UPLOAD_FILE_LIMIT: '1000b', UPLOAD_TOTAL_LIMIT: '1000b' };
  const world = await createWorld({ settings: { TRUST_PROXY: '1', ...limits } });
  const from = (size: number) => begin(world, size).set('X-Forwarded-For', '203.0.113.7');
  const urls: string[] = [];
  for (let count = 0; count < 10; count++)
    urls.push(String((await from(1000).expect(201)).headers['location']));
  await from(1).expect(429);
  world.clock.move(HOUR - 1);
  await send(world, urls[0] ?? '', 0, randomBytes(10)).expect(204);
  world.clock.move(1);
  await from(1000).expect(201);
  for (let count = 0; count < 8; count++) await from(1000).expect(201);
  await from(1).expect(429);
});

test('ids are as if drawn by lot: no two are alike, in order or share a beginning', async () => {
  const world = await createWorld();
  const ids: string[] = [];
  for (let count = 0; count < 20; count++)
    ids.push(String((await begin(world, 10).expect(201)).headers['location']));
  for (const id of ids) expect(id).toMatch(/^\/uploads\/[0-9a-f]{32}$/);
  expect(new Set(ids.map(id => id.slice(0, '/uploads/'.length + 12))).size).toBe(20);
  expect(ids).not.toEqual(ids.toSorted());
});

test.each([
  ['가'.repeat(255), '가'.repeat(255)],
  ['../../etc/passwd', 'passwd'],
  ['a\r\nSet-Cookie: x=1', 'a Set-Cookie: x=1'],
  ['<b>alert(1)<b>.jpg', '<b>alert(1)<b>.jpg'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['a\0b\x01.jpg', 'ab.jpg'],
  ['\u1112\u1161\u11AB.hwp', '한.hwp'],
])('a hostile name is kept clean and is never a path: %j', async (name, clean) => {
  const world = await createWorld();
  const url = await upload(world, randomBytes(10), name);
  expect(String((await ask(world, url)).headers['upload-metadata'])).toContain(base64(clean));
  await tipWith(world, [url]).expect(201);
  expect((await kept(world))[0]?.name).toBe(clean);
});
