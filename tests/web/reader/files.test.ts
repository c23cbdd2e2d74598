import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFiles } from '../../../src/files/open-files.ts';
import { fileRows } from '../../support/sealed-files.ts';
import { ON_DISK } from '../../support/settings.ts';
import { createWorld, type World } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

/** What is kept, whole or incoming. */
const kept = async (world: World) => {
  const store = await openFiles(world.config, world);
  const ids: string[] = [];
  for await (const { id } of store.list()) ids.push(id);
  await store.close();
  return ids;
};

test('of a file’s name and type in a form no more is kept than of an upload’s', async () => {
  const world = await createWorld();
  await world.request
    .post('/tips')
    .field('message', '긴 이름')
    .attach('files', Buffer.from('x'), {
      filename: `${'가'.repeat(3_000)}.txt`,
      contentType: `text/${'x'.repeat(500)}`,
    })
    .expect(303);
  const [file] = await fileRows(world);
  expect([file?.name.length, file?.claimedType.length]).toEqual([1_000, 200]);
});

test('files of any kind are kept byte for byte under no name of theirs, and their names in NFC', async () => {
  const world = await createWorld();
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 31) % 256));
  const nfd = `${'\u1112\u1161\u11ab'.repeat(80)}.hwp`;
  const answer = await world.request
    .post('/tips')
    .field('message', '두 파일')
    .attach('files', bytes, { filename: '../../../etc/passwd', contentType: 'image/jpeg' })
    .attach('files', Buffer.from('hwp'), { filename: nfd });
  expect(answer.status).toBe(303);

  const rows = await fileRows(world);
  expect(rows.map(row => [row.name, row.size])).toEqual([
    ['passwd', 200_000],
    [nfd.normalize('NFC'), 3],
  ]);
  expect(rows[0]?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect((await rows[0]?.bytes())?.equals(bytes)).toBe(true);
});

test('a file that is too large, one too many, and too much in all are told beside the files, and the text is still there', async () => {
  const world = await createWorld({
    settings: { UPLOAD_FILE_LIMIT: '1kb', UPLOAD_FILE_COUNT: '2', UPLOAD_TOTAL_LIMIT: '1500b' },
  });
  const send = async (...sizes: number[]) => {
    const post = world.request.post('/tips?lang=en').accept('text/html').field('lang', 'en');
    sizes.forEach((size, i) => void post.attach('files', Buffer.alloc(size, 1), `f${i}.mp4`));
    // The text comes after the files, so that all of them must have been read past.
    return post.field('message', '파일보다 뒤에 온 글');
  };

  for (const [sizes, words] of [
    [[1_025], '“f0.mp4” is too large. Up to 1 KB each.'],
    [[1, 1, 1], 'Up to 2 files can be sent.'],
    [[1_000, 501], 'With “f1.mp4” the files are too large together.'],
  ] as const) {
    const answer = await send(...sizes);
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(words);
    expect(textOf(answer.text)).toContain('please choose them once more');
    expect(fieldsOf(answer.text)['message']).toBe('파일보다 뒤에 온 글');
  }
  expect(await kept(world)).toEqual([]);
  expect((await send(1_024, 400)).status).toBe(303);
  expect(await kept(world)).toHaveLength(2);
});

test('a post that is cut off in the middle leaves nothing', async () => {
  const world = await createWorld({ settings: ON_DISK });
  const post = httpRequest(`${world.url}/tips`, {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': 10_000_000 },
  });
  post.on('error', () => {});
  post.write('--x\r\nContent-Disposition: form-data; name="message"\r\n\r\n글\r\n');
  post.write(
    `--x\r\nContent-Disposition: form-data; name="files"; filename="a.mp4"\r\nContent-Type: video/mp4\r\n\r\n${'v'.repeat(300_000)}`,
  );
  await expect.poll(() => kept(world)).toHaveLength(1);
  post.destroy();
  await expect.poll(() => kept(world)).toEqual([]);
  expect(await world.database.query.selectFrom('tips').select('number').execute()).toEqual([]);
});

test('with the disk at its reserve no file is taken, and a tip of text still is', async () => {
  const world = await createWorld({ settings: { DISK_RESERVE: '1000tb' } });
  const answer = await world.request
    .post('/tips?lang=en')
    .field('message', '글')
    .field('lang', 'en')
    .attach('files', Buffer.from('x'), 'a.jpg');
  expect([answer.status, textOf(answer.text)]).toEqual([507, expect.stringContaining('no room for files')]);
  expect(fieldsOf(answer.text)['message']).toBe('글');
  // There is no use in choosing them again.
  expect(answer.text).toMatch(/id="choose-again" hidden/);
  expect((await world.request.post('/tips').field('message', '글')).status).toBe(303);
});

/** A post whose parts are written byte by byte, as no browser does. */
const postParts = (world: World, ...parts: (string | Buffer)[]) =>
  world.request
    .post('/tips?lang=en')
    .accept('application/json')
    .set('Content-Type', 'multipart/form-data; boundary=xyz')
    .send(
      Buffer.concat([
        ...[MESSAGE, ...parts].flatMap(part => ['--xyz\r\n', part, '\r\n']).map(part => Buffer.from(part)),
        Buffer.from('--xyz--\r\n'),
      ]),
    );
const MESSAGE = 'Content-Disposition: form-data; name="message"\r\n\r\n글';

test.each([
  ['has no file name', 'form-data; name="files"', 'image/jpeg', 'file'],
  ['has an empty file name', 'form-data; name="files"; filename=""', 'image/jpeg', 'file'],
  ['is text and has an empty file name', 'form-data; name="files"; filename=""', 'text/plain', 'file'],
  ['stands under another field', 'form-data; name="avatar"; filename="a.jpg"', 'image/jpeg', 'a.jpg'],
  ['stands under a list', 'form-data; name="files[]"; filename="a.jpg"', 'image/jpeg', 'a.jpg'],
  ['stands under the field of a text', 'form-data; name="title"; filename="a.jpg"', 'image/jpeg', 'a.jpg'],
  ['stands under no field', 'form-data; filename="a.jpg"', 'image/jpeg', 'a.jpg'],
  ['is an attachment', 'attachment; filename="a.jpg"', 'image/jpeg', 'a.jpg'],
  ['has a type that is none', 'form-data; name="files"; filename="a.jpg"', 'jpeg', 'a.jpg'],
  ['has marks in its name', 'form-data; name="files"; filename="a"b".jpg"', 'image/jpeg', 'a"b".jpg'],
  ['has escapes in its name', 'form-data; name="files"; filename="a%22\\"b.jpg"', 'image/jpeg', 'a""b.jpg'],
  ['has no marks around its name', 'form-data; name=files; filename=a.jpg', 'image/jpeg', 'a.jpg'],
  ['has a name in pieces', 'form-data; name=f; filename*0="lon"; filename*1="ger.jpg"', '', 'longer.jpg'],
  [
    'has a name twice',
    'form-data; name=f; filename="_"; filename*=UTF-8\'\'%EA%B0%80.jpg',
    'image/jpeg',
    '가.jpg',
  ],
  [
    'has a broken name',
    'form-data; name=f; filename*=nonsense\'%zz; filename="a.jpg"',
    'image/jpeg',
    'a.jpg',
  ],
  ['has a control in its name', 'form-data; name="files"; filename="a\x01\x7f.jpg"', 'image/jpeg', 'a.jpg'],
  [
    'has a line end in its name',
    'form-data; name="files"; filename="a\nb\r\nc.jpg"',
    'image/jpeg',
    'a b c.jpg',
  ],
  ['has an escaped line end', 'form-data; name="files"; filename="a%0D%0Ab.jpg"', 'image/jpeg', 'a b.jpg'],
  ['has a NUL in its name', 'form-data; name="files"; filename="a\0.jpg"', 'image/jpeg', 'a.jpg'],
])('a file that %s is kept, under a clean name', async (_what, disposition, type, name) => {
  const world = await createWorld();
  const head = `Content-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n`;
  const bytes = Buffer.from('\xff\xd8 bytes \r\n--xy', 'latin1');
  await postParts(world, Buffer.concat([Buffer.from(head), bytes])).expect(201);
  const [file, ...others] = await fileRows(world);
  expect([file?.name, file?.size, others]).toEqual([name, bytes.length, []]);
  expect(file?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('a part with no more than a type other than text is kept', async () => {
  const world = await createWorld();
  await postParts(world, 'Content-Type: image/jpeg\r\n\r\nbytes').expect(201);
  expect(await kept(world)).toHaveLength(1);
});

test('a name of a megabyte is cut, and nothing else is lost', async () => {
  const world = await createWorld();
  const head = `Content-Disposition: form-data; name="files"; filename="${'a'.repeat(1_000_000)}.jpg"`;
  await postParts(world, `${head}\r\nContent-Type: image/jpeg\r\n\r\nbytes`).expect(201);
  const [file] = await fileRows(world);
  expect([file?.name.length, file?.name.slice(-4), file?.size]).toEqual([1_000, '.jpg', 5]);
});

test('a text under a name or a type of 20,000 letters costs no tip', async () => {
  const world = await createWorld();
  const long = 'x'.repeat(20_000);
  await postParts(
    world,
    `Content-Disposition: form-data; name="${long}"\r\n\r\ntext`,
    `Content-Disposition: form-data; name="title"\r\nContent-Type: text/${long}\r\n\r\ntext`,
  ).expect(201);
});

test('an input in which no file was chosen is none, and texts that nobody asked for are ignored', async () => {
  const world = await createWorld();
  await postParts(
    world,
    'Content-Disposition: form-data; name="files"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n',
    'Content-Disposition: form-data; name="files"; filename=""\r\n\r\n',
    'Content-Disposition: form-data\r\n\r\nno name',
    'Content-Disposition: form-data; name="unknown"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\ntext',
    '\r\nno head',
  ).expect(201);
  expect(await kept(world)).toEqual([]);
});

test('a named file of 0 bytes is told, the text stays, and no file of that post is kept', async () => {
  const world = await createWorld();
  const post = () =>
    world.request
      .post('/tips?lang=en')
      .field({ message: '구름에 있는 사진', lang: 'en' })
      .attach('files', Buffer.from('whole'), 'whole.jpg')
      .attach('files', Buffer.alloc(0), 'cloud.jpg');
  const program = await post().accept('application/json');
  expect([program.status, program.body.errors]).toEqual([
    422,
    { files: expect.stringContaining('“cloud.jpg” is empty (0 bytes)') },
  ]);
  const page = await post();
  expect([page.status, fieldsOf(page.text)['message']]).toEqual([422, '구름에 있는 사진']);
  expect(page.text).toMatch(/id="files-fault">“cloud.jpg” is empty/);
  expect(await kept(world)).toEqual([]);
  expect(await world.database.query.selectFrom('tips').select('number').execute()).toEqual([]);
});

test('a disk that fails is our fault and not the sender’s connection, and the log knows it', async () => {
  const world = await createWorld({ settings: ON_DISK });
  await rm(join(world.config.dataDir, 'incoming'), { recursive: true });
  const answer = await world.request
    .post('/tips')
    .field('message', '글')
    .attach('files', Buffer.from('x'), 'a.jpg');
  expect(answer.status).toBe(500);
  expect(world.log.join()).toContain('ENOENT');
  await mkdir(join(world.config.dataDir, 'incoming'));
});
