import { request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import { createWorld, PASSWORD } from '../support/world.ts';

type Sent = { name: string; type: string; bytes: Buffer };

const video: Sent = { name: '현장 영상 “최종”.mp4', type: 'video/mp4', bytes: Buffer.from('0123456789') };

async function withFile(file: Sent = video) {
  const world = await createWorld();
  const staff = await world.signIn();
  const { name: filename, type: contentType } = file;
  await world.request
    .post('/tips')
    .field('message', '글')
    .attach('files', file.bytes, { filename, contentType })
    .expect(303);
  const { id, sha256 } = await world.database.query
    .selectFrom('files')
    .select(['id', 'sha256'])
    .executeTakeFirstOrThrow();
  const views = async () => {
    const rows = await world.database.query
      .selectFrom('events')
      .select('kind')
      .where('kind', '=', 'file viewed')
      .execute();
    return rows.length;
  };
  return { world, staff, views, path: `/admin/tips/1/files/${id}`, etag: `"${sha256}"` };
}

test('a file is downloaded byte for byte under its Korean name, as nothing that a browser would run', async () => {
  const { staff, path, etag } = await withFile();
  const answer = await staff.get(path).buffer(true).expect(200);
  expect(answer.body.toString()).toBe('0123456789');
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '10',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
    etag,
  });
  const disposition = answer.headers['content-disposition'] ?? '';
  expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''/);
  expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(video.name);
});

test.each([
  ['video/mp4', 'inline', 'video/mp4'],
  ['IMAGE/PNG; name=x', 'inline', 'image/png'],
  ['image/svg+xml', 'attachment', 'application/octet-stream'],
  ['text/html', 'attachment', 'application/octet-stream'],
  ['application/pdf', 'attachment', 'application/octet-stream'],
])('a file that claims to be %s is shown in place: %s as %s', async (type, disposition, shownType) => {
  const { staff, path } = await withFile({ ...video, type });
  const { headers } = await staff.get(`${path}?show=1`).expect(200);
  expect(headers['content-disposition']).toMatch(new RegExp(`^${disposition};`));
  expect(headers['content-type']).toBe(shownType);
});

test.each([
  ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
  ['bytes=4-', 206, '456789', 'bytes 4-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
  ['bytes=0-1,4-5', 200, '0123456789', undefined],
  ['lines=0-1', 200, '0123456789', undefined],
  ['bytes=x', 200, '0123456789', undefined],
])('asked for %s it answers %i with "%s"', async (range, status, bytes, contentRange) => {
  const { staff, path } = await withFile();
  const answer = await staff.get(path).set('Range', range).buffer(true).expect(status);
  expect(Buffer.from(answer.body ?? '').toString()).toBe(bytes);
  expect(answer.headers['content-range']).toBe(contentRange);
});

test('a range is given only of the file that was meant', async () => {
  const { staff, path, etag } = await withFile();
  await staff.get(path).set({ Range: 'bytes=4-5', 'If-Range': etag }).expect(206);
  await staff.get(path).set({ Range: 'bytes=4-5', 'If-Range': '"another"' }).expect(200);
  await staff.get(path).set({ Range: 'bytes=4-5', 'If-Range': 'Mon, 23 Nov 2026 05:05:00 GMT' }).expect(200);
});

test('watching a video with much seeking is one view in the history, and asking for its head is none', async () => {
  const { staff, path, views } = await withFile();
  await staff.head(path).expect(200);
  expect(await views()).toBe(0);
  await staff.get(path).set('Range', 'bytes=0-').expect(206);
  for (const range of ['bytes=2-', 'bytes=7-', 'bytes=-3'])
    await staff.get(path).set('Range', range).expect(206);
  expect(await views()).toBe(1);
});

test('an empty file is sent as empty', async () => {
  const { staff, path } = await withFile({ ...video, bytes: Buffer.alloc(0) });
  const { headers } = await staff.get(path).expect(200);
  expect(headers['content-length']).toBe('0');
});

test('a file is found only under its own tip', async () => {
  const { world, staff, path } = await withFile();
  await world.request.post('/tips').type('form').send({ message: '다른 글' });
  await staff.get(path.replace('/tips/1/', '/tips/2/')).expect(404);
  await staff.get('/admin/tips/1/files/00000000000000000000000000000000').expect(404);
  await staff.get('/admin/tips/1/files/..%2f..%2fsecret.key').expect(404);
});

test('who hangs up in the middle leaves no file open and no error in the log', async () => {
  const { world, path } = await withFile({ ...video, bytes: Buffer.alloc(20_000_000) });
  const signedIn = await world.request
    .post('/admin/login')
    .type('form')
    .send({ email: 'editor@newsroom.example', password: PASSWORD });
  const cookie = String(signedIn.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  await new Promise<void>((resolve, reject) => {
    const request = httpRequest(`${world.url}${path}`, { headers: { cookie } }, response => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.once('data', () => {
        response.destroy();
        resolve();
      });
    });
    request.once('error', reject).end();
  });
  // The world fails when the desk has left a file open.
  expect(world.log).toEqual([]);
});

test('pictures are shown lazily and videos with controls; what a browser cannot show is only offered', async () => {
  const { world, staff } = await withFile();
  const post = world.request.post('/tips').field('message', '글');
  post.attach('files', Buffer.from('x'), { filename: '사진 "1".png', contentType: 'image/png' });
  post.attach('files', Buffer.from('x'), { filename: '그림.svg', contentType: 'image/svg+xml' });
  await post.expect(303);
  const films = (await staff.get('/admin/tips/1')).text;
  expect(films).toMatch(/<video src="[^"]+\?show=1" controls preload="metadata"/);
  const { text } = await staff.get('/admin/tips/2');
  expect([...text.matchAll(/<img src="[^"]+\?show=1" alt="[^"]+" loading="lazy"/g)]).toHaveLength(1);
  expect([...text.matchAll(/aria-label="[^"]*(내려받기|Download)[^"]*"/g)]).toHaveLength(2);
});
