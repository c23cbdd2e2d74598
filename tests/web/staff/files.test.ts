import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { CHUNK, SEALED_CHUNK } from '../../../src/files/sealed/chunks.ts';
import { hangUp, staffCookie } from '../../support/hang-up.ts';
import { type GivenFile, giveFile, sendTip } from '../../support/kept-file.ts';
import { fileRows } from '../../support/sealed-files.ts';
import { ON_DISK, type Settings } from '../../support/settings.ts';
import { createWorld, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const film = { type: 'video/mp4' };

async function withFile(given: GivenFile = { found: film }, settings: Settings = {}) {
  const world = await createWorld({ settings });
  const staff = await world.signIn();
  await sendTip(world);
  return { world, staff, ...(await giveFile(world, 1, given)), views: () => viewsOf(world) };
}

async function viewsOf({ database }: World): Promise<number> {
  const rows = await database.query
    .selectFrom('events')
    .select('kind')
    .where('kind', '=', 'file viewed')
    .execute();
  return rows.length;
}

const nameIn = (disposition = '') => decodeURIComponent(disposition.split("''")[1] ?? '');

test('a file that came with a tip is downloaded byte for byte under its Korean name', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  const name = '현장 영상 “최종”.mp4';
  await world.request
    .post('/tips')
    .field('message', '글')
    .attach('files', Buffer.from('0123456789'), { filename: name, contentType: 'video/mp4' })
    .expect(303);
  const [{ id, sha256 } = { id: '', sha256: '' }] = await fileRows(world);
  const answer = await staff.get(`/admin/tips/1/files/${id}`).buffer(true).expect(200);
  expect(answer.body.toString()).toBe('0123456789');
  expect(answer.headers).toMatchObject({ 'content-length': '10', etag: `"${sha256}"` });
  const disposition = answer.headers['content-disposition'] ?? '';
  expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''/);
  expect(nameIn(disposition)).toBe(name);
});

test('whatever is asked of a picture is sent as nothing that a browser would run', async () => {
  const { staff, path } = await withFile({
    name: '사진.html',
    claimed: 'text/html',
    found: {
      type: 'image/jpeg',
      thumbnail: Buffer.from('small'),
      copy: { bytes: Buffer.from('large'), type: 'image/jpeg' },
    },
  });
  for (const [what, disposition, type, name] of [
    ['', 'attachment', 'application/octet-stream', '사진.html'],
    ['?show=1', 'attachment', 'application/octet-stream', '사진.html'],
    ['/thumbnail', 'inline', 'image/webp', '사진.html.webp'],
    ['/copy', 'attachment', 'application/octet-stream', '사진 (위치 뺌).jpg'],
    ['/copy?show=1', 'inline', 'image/jpeg', '사진 (위치 뺌).jpg'],
  ] as const) {
    const accepting = { 'Accept-Encoding': 'gzip, br', 'Accept-Language': 'ko' };
    const { headers } = await staff
      .get(path + what)
      .set(accepting)
      .expect(200);
    expect(headers).toMatchObject({
      'content-type': type,
      'content-disposition': expect.stringMatching(new RegExp(`^${disposition};`)),
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store, no-transform',
      'accept-ranges': 'bytes',
      etag: expect.stringMatching(/^"[0-9a-f]{32,64}"$/),
    });
    expect(headers['content-encoding']).toBeUndefined();
    expect(nameIn(headers['content-disposition'])).toBe(name);
  }
});

test('the thumbnail and the copy are what was made of the picture', async () => {
  const { staff, path } = await withFile({
    found: {
      type: 'image/png',
      thumbnail: Buffer.from('small'),
      copy: { bytes: Buffer.from('large'), type: 'image/png' },
    },
  });
  const bytesOf = async (what: string) =>
    (
      await staff
        .get(path + what)
        .buffer(true)
        .expect(200)
    ).body.toString();
  expect(await bytesOf('/thumbnail')).toBe('small');
  expect(await bytesOf('/copy')).toBe('large');
  expect(
    (await staff.get(`${path}/copy`).set('Range', 'bytes=1-2').buffer(true).expect(206)).body.toString(),
  ).toBe('ar');
});

test('a copy of a type that we do not make is only downloaded', async () => {
  const copy = { bytes: Buffer.from('<svg/>'), type: 'image/svg+xml' };
  const { staff, path } = await withFile({ found: { type: 'image/png', copy } });
  const { headers } = await staff.get(`${path}/copy?show=1`).expect(200);
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment/),
  });
});

test('a file plays in place by what its content is, whatever it claims to be', async () => {
  const { world, staff } = await withFile();
  const saved = ['attachment', 'application/octet-stream'] as const;
  for (const [claimed, found, disposition, type] of [
    ['text/html', { type: 'video/mp4' }, 'inline', 'video/mp4'],
    ['', { type: 'audio/ogg; codecs=opus' }, 'inline', 'audio/ogg'],
    ['video/mp4', { type: 'text/html' }, ...saved],
    ['video/mp4', { type: null }, ...saved],
    ['video/mp4', { type: 'video/mp4', broken: true }, ...saved],
    ['video/mp4', undefined, ...saved],
    ['image/jpeg', { type: 'image/jpeg' }, ...saved],
    ['image/svg+xml', { type: 'image/svg+xml' }, ...saved],
    ['application/pdf', { type: 'application/pdf' }, ...saved],
  ] as const) {
    const { path } = await giveFile(world, 1, { claimed, ...(found && { found }) });
    const { headers } = await staff.get(`${path}?show=1`).expect(200);
    expect([claimed, found, headers['content-type']]).toEqual([claimed, found, type]);
    expect(headers['content-disposition']).toMatch(new RegExp(`^${disposition};`));
  }
});

test('a hostile name is saved as one that no system stumbles over', async () => {
  const { world, staff } = await withFile();
  for (const [name, saved] of [
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\System32\\x.dll', 'C__Windows_System32_x.dll'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['한 줄\r\nSet-Cookie: a=b.jpg', '한 줄__Set-Cookie_ a=b.jpg'],
    ['"따옴표"; filename=x.html', '_따옴표_; filename=x.html'],
    ['NUL.jpg', '_NUL.jpg'],
    ['..', 'file'],
    [`${'가'.repeat(255)}.hwp`, `${'가'.repeat(58)}.hwp`],
  ] as const) {
    const { path } = await giveFile(world, 1, { name });
    const { headers } = await staff.get(path).expect(200);
    const plain = /filename="?([^";]*)"?/.exec(headers['content-disposition'] ?? '')?.[1];
    expect(nameIn(headers['content-disposition']) || plain).toBe(saved);
    expect(headers['set-cookie']).toBeUndefined();
  }
});

test('of a file, the range that was asked for is sent', async () => {
  const { staff, path } = await withFile();
  for (const [range, status, bytes, contentRange] of [
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=4-', 206, '456789', 'bytes 4-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-999', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
    ['lines=50-60', 200, '0123456789', undefined],
    ['bytes=x', 200, '0123456789', undefined],
  ] as const) {
    const answer = await staff.get(path).set('Range', range).buffer(true);
    const sent = answer.body instanceof Buffer ? answer.body.toString() : (answer.text ?? '');
    expect([range, answer.status, sent, answer.headers['content-range']]).toEqual([
      ...[range, status, bytes, contentRange],
    ]);
  }
});

test('who asks for the head is told of the whole, whatever range it names', async () => {
  const { staff, path, views } = await withFile();
  for (const range of ['bytes=0-3', 'bytes=99-']) {
    const { headers } = await staff.head(`${path}?show=1`).set('Range', range).expect(200);
    expect(headers).toMatchObject({
      ...{ 'content-length': '10', 'content-type': 'video/mp4', 'accept-ranges': 'bytes' },
    });
    expect(headers['content-range']).toBeUndefined();
  }
  expect(await views()).toBe(0);
});

test('what the asker has already is not sent again, nor what is not what it meant, and neither is a view', async () => {
  const { staff, path, etag, views } = await withFile();
  for (const [condition, status] of [
    [{ 'If-None-Match': etag }, 304],
    [{ 'If-None-Match': `"another", W/${etag}` }, 304],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-None-Match': etag, Range: 'bytes=99-' }, 304],
    [{ 'If-Match': '"another"' }, 412],
    [{ 'If-Match': `W/${etag}` }, 412],
    [{ 'If-Match': '"another"', 'If-None-Match': etag, Range: 'bytes=0-1' }, 412],
  ] as const) {
    const { text, headers } = await staff.get(path).set(condition).expect(status);
    expect([condition, text || '', headers['etag']]).toEqual([condition, '', etag]);
    expect(headers['content-disposition']).toBeUndefined();
    expect(headers['cache-control']).toBe('private, no-store, no-transform');
  }
  await staff.head(path).set('If-None-Match', etag).expect(304);
  expect(await views()).toBe(0);
  await staff.get(path).set('If-None-Match', '"another"').expect(200);
  await staff.get(path).set({ 'If-Match': etag, Range: 'bytes=0-1' }).expect(206);
});

test('a range is given only of the file that was meant', async () => {
  const { staff, path, etag } = await withFile();
  await staff.get(path).set({ Range: 'bytes=4-5', 'If-Range': etag }).expect(206);
  await staff.get(path).set({ Range: 'bytes=4-5', 'If-Range': '"another"' }).expect(200);
  await staff.get(path).set({ Range: 'bytes=4-5', 'If-Range': 'Mon, 23 Nov 2026 05:05:00 GMT' }).expect(200);
});

test('an empty file is sent as empty', async () => {
  const { staff, path } = await withFile({ bytes: Buffer.alloc(0) });
  const { headers } = await staff.get(path).expect(200);
  expect(headers['content-length']).toBe('0');
});

test('a file and what was made of it are found only under their own tip, and only by staff', async () => {
  const { world, staff, path } = await withFile({
    found: {
      type: 'image/png',
      thumbnail: Buffer.from('s'),
      copy: { bytes: Buffer.from('l'), type: 'image/png' },
    },
  });
  await sendTip(world, { message: '다른 글' });
  for (const what of ['', '?show=1', '/thumbnail', '/copy']) {
    await staff.get(path.replace('/tips/1/', '/tips/2/') + what).expect(404);
    await staff.get(`/admin/tips/1/files/00000000000000000000000000000000${what}`).expect(404);
    expect((await world.request.get(path + what).expect(303)).headers['location']).toMatch(/^\/admin\/login/);
  }
  const { thumbnail } = await world.database.query
    .selectFrom('inspections')
    .select('thumbnail')
    .executeTakeFirstOrThrow();
  await staff.get(`/admin/tips/1/files/${thumbnail}`).expect(404);
  await staff.get('/admin/tips/1/files/..%2f..%2fsecret.key').expect(404);
});

test('where nothing was made of a file there is no thumbnail and no copy', async () => {
  const { staff, path } = await withFile({ found: { type: 'application/pdf' } });
  await staff.get(`${path}/thumbnail`).expect(404);
  await staff.get(`${path}/copy`).expect(404);
});

test('an infected file is given only to who has read what it may do', async () => {
  const { staff, path, views } = await withFile({
    name: '사진.jpg',
    bytes: Buffer.from('a signature'),
    found: {
      type: 'video/mp4',
      thumbnail: Buffer.from('s'),
      copy: { bytes: Buffer.from('l'), type: 'image/png' },
    },
    verdict: 'infected',
  });
  for (const asked of [path, `${path}?show=1`]) {
    const warning = await staff.get(asked).set({ Range: 'bytes=0-3', 'Accept-Language': 'en' }).expect(403);
    expect(warning.text).toContain('may infect your computer');
    expect(warning.text).toContain('Win.Test.EICAR_HDB-1');
    expect(warning.text).not.toContain('a signature');
    expect(warning.headers['content-disposition']).toBeUndefined();
  }
  expect((await staff.head(path).expect(403)).headers['content-type']).toMatch(/^text\/html/);
  await staff.get(`${path}/thumbnail`).expect(404);
  await staff.get(`${path}/copy`).expect(404);
  await staff.post(path).set('Sec-Fetch-Site', 'cross-site').expect(403);
  expect(await views()).toBe(0);

  const { body, headers } = await staff.post(path).set('Range', 'bytes=0-3').buffer(true).expect(200);
  expect(body.toString()).toBe('a signature');
  expect(headers['content-type']).toBe('application/octet-stream');
  expect(headers['content-disposition']).toMatch(/^attachment/);
  expect(nameIn(headers['content-disposition'])).toBe('사진.jpg.infected');
  expect(await views()).toBe(1);
});

test('who hangs up in the middle leaves no file open and no error in the log', async () => {
  const { world, path } = await withFile({ bytes: Buffer.alloc(20_000_000) });
  await hangUp(world, path);
  // Then it has noticed, and the world fails when it has left a file open.
  await world.app.stop();
  expect(world.log).toEqual([]);
});

const storedAt = ({ dataDir }: World, id: string) => join(dataDir, 'files', id.slice(0, 2), id);

test('a file that is gone from the disk is an error page and no file, and no view', async () => {
  const { world, staff, path, id, views } = await withFile({ found: film }, ON_DISK);
  await rm(storedAt(world, id));
  const { headers } = await staff.get(path).expect(500);
  expect(headers['content-type']).toMatch(/^text\/html/);
  for (const header of ['content-disposition', 'etag', 'accept-ranges', 'content-range'])
    expect(headers[header]).toBeUndefined();
  await staff.get(path).set('Range', 'bytes=0-3').expect(500);
  expect(await views()).toBe(0);
  expect(world.log.join()).toContain('ENOENT');
});

test('of a file that became shorter on the disk the line is cut, so that no other answer is taken for its rest', async () => {
  const bytes = randomBytes(3 * CHUNK);
  const { world, path, id } = await withFile({ bytes }, ON_DISK);
  await truncate(storedAt(world, id), 2 * SEALED_CHUNK);
  const cookie = await staffCookie(world);
  const { hostname, port } = new URL(world.url);
  const line = connect(Number(port), hostname);
  line.write(
    [path, '/healthz'].map(asked => `GET ${asked} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n\r\n`).join(''),
  );
  const said = (await buffer(line).catch(() => Buffer.of())).toString('latin1');
  expect(said.match(/HTTP\/1\.1/g)?.length ?? 0).toBeLessThan(2);
  expect(world.log.join()).toContain('a request failed');
  // What is there of it is not sent as if it were the part that was asked for.
  await expect((await world.signIn()).get(path).set('Range', `bytes=${2 * CHUNK}-`)).resolves.toMatchObject({
    status: 500,
  });
});

test('a file that was damaged where it is kept is told in words, counted, and no byte of it is sent', async () => {
  const { world, staff, path, id, views } = await withFile(
    { bytes: randomBytes(CHUNK) },
    {
      ...ON_DISK,
      METRICS_TOKEN: 'a token that reads the counts',
    },
  );
  const stored = await readFile(storedAt(world, id));
  stored.writeUInt8(stored.readUInt8(500) ^ 1, 500);
  await writeFile(storedAt(world, id), stored);
  const answer = await staff.get(`${path}?lang=en`).expect(500);
  expect(textOf(answer.text)).toContain('This file cannot be opened.');
  expect(answer.headers['content-disposition']).toBeUndefined();
  expect(await views()).toBe(0);
  await staff.get(path).expect(500);
  const metrics = await world.request
    .get('/metrics')
    .set('Authorization', 'Bearer a token that reads the counts');
  expect(metrics.text).toContain('jebo_unopened_total{kind="file"} 1');
  expect(world.log.join()).toContain('a file cannot be opened');
  await world.request.get('/healthz').expect(200, 'ok\ndid not open since the start: 1\n');
  await world.request.post('/tips').type('form').send({ message: '다음 제보' }).expect(303);
});

test('a slow reader gets the bytes that were sent, whatever is read of the file meanwhile', async () => {
  const bytes = randomBytes(12_000_000);
  const { world, path } = await withFile({ bytes });
  const headers = { cookie: await staffCookie(world) };
  const { body } = await fetch(world.url + path, { headers });
  if (body === null) throw new Error('no bytes came');
  const hash = createHash('sha256');
  let chunks = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    if (chunks++ % 10 > 0) continue;
    const from = 50_000 * chunks;
    const part = await fetch(world.url + path, {
      headers: { ...headers, range: `bytes=${from}-${from + 9}` },
    });
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(from, from + 10));
  }
  expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
});
