import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openFiles } from '../../src/files/open-files.ts';
import { ON_DISK } from '../support/settings.ts';
import { createWorld, type World } from '../support/world.ts';
import { fieldsOf, textOf } from './page.ts';

/** What is kept, whole or incoming. */
const kept = async (world: World) => {
  const store = await openFiles(world.config, world);
  const ids: string[] = [];
  for await (const { id } of store.list()) ids.push(id);
  await store.close();
  return ids;
};

test('files of any kind are kept byte for byte under no name of theirs, and their names in NFC', async () => {
  const world = await createWorld();
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 31) % 256));
  const nfd = `${'\u1112\u1161\u11ab'.repeat(80)}.hwp`;
  const answer = await world.request
    .post('/tips')
    .field('message', '세 파일')
    .attach('files', bytes, { filename: '../../../etc/passwd', contentType: 'image/jpeg' })
    .attach('files', Buffer.from(''), { filename: 'empty.txt' })
    .attach('files', Buffer.from('hwp'), { filename: nfd });
  expect(answer.status).toBe(303);

  const rows = await world.database.query.selectFrom('files').selectAll().orderBy('position').execute();
  expect(rows.map(row => [row.name, row.size])).toEqual([
    ['passwd', 200_000],
    ['empty.txt', 0],
    [nfd.normalize('NFC'), 3],
  ]);
  expect(rows[0]?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  const id = rows[0]?.id ?? '';
  const store = await openFiles(world.config, world);
  expect((await buffer(store.read(id))).equals(bytes)).toBe(true);
  await store.close();
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
  await wait(200);
  expect(await kept(world)).toHaveLength(1);
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

test('files of fields that nobody asked for are read past and not kept', async () => {
  const world = await createWorld();
  const answer = await world.request
    .post('/tips')
    .attach('avatar', Buffer.from('x'), 'a.jpg')
    .field('message', '글');
  expect(answer.status).toBe(303);
  expect(await kept(world)).toEqual([]);
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
