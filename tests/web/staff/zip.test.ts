import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Test } from 'supertest';
import { expect, test } from 'vitest';
import { createZip, type ZipEntry } from '../../../src/web/staff/files/zip.ts';
import { hangUp } from '../../support/hang-up.ts';
import { giveFile, sendTip } from '../../support/kept-file.ts';
import { createWorld } from '../../support/world.ts';
import { readZip, streamZip } from '../../support/zip-reader.ts';

const PATH = '/admin/tips/1/files.zip';

async function withTip() {
  const world = await createWorld();
  const staff = await world.signIn();
  await sendTip(world);
  const views = async () =>
    (
      await world.database.query
        .selectFrom('events')
        .select('kind')
        .where('kind', '=', 'file viewed')
        .execute()
    ).length;
  return { world, staff, views };
}

const download = (asked: Test) =>
  asked
    .buffer(true)
    .parse((response, done) => {
      const chunks: Uint8Array[] = [];
      response.on('data', (chunk: Uint8Array) => void chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);

test('all files of a tip come as one zip, byte for byte, with names that any system can keep', async () => {
  const { world, staff, views } = await withTip();
  const given = [
    ['현장 사진.jpg', '현장 사진.jpg'],
    ['현장 사진.JPG', '현장 사진 (2).JPG'],
    ['현장 사진.jpg', '현장 사진 (3).jpg'],
    ['../../etc/cron.d/x', '_.._etc_cron.d_x'],
    ['manifest.txt', 'manifest (2).txt'],
    ['con.txt', '_con.txt'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['줄\r\n바꿈?.png', '줄__바꿈_.png'],
    [`${'가'.repeat(255)}.hwp`, `${'가'.repeat(58)}.hwp`],
    [`${'가'.repeat(254)}나.hwp`, `${'가'.repeat(58)} (2).hwp`],
  ] as const;
  const bytes = given.map((_, index) => Buffer.alloc(index * 70_000, index));
  for (const [index, [name]] of given.entries())
    await giveFile(world, 1, { name, bytes: bytes[index] ?? Buffer.of() });

  const head = await staff.head(PATH).expect(200);
  expect(await views()).toBe(0);
  const answer = await download(
    staff.get(PATH).set({ 'Accept-Encoding': 'gzip, br', 'Accept-Language': 'ko' }),
  );
  expect(answer.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-length': String(answer.body.length),
    'content-disposition': `attachment; filename="?? 1?.zip"; filename*=UTF-8''${encodeURIComponent('제보 1번.zip')}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store, no-transform',
  });
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(head.headers['content-length']).toBe(answer.headers['content-length']);
  expect(await views()).toBe(given.length);

  const [manifest, ...files] = readZip(answer.body);
  expect(files.map(file => file.name)).toEqual(given.map(([, safe]) => safe));
  expect(files.map(file => file.bytes.equals(bytes[files.indexOf(file)] ?? Buffer.of()))).toEqual(
    given.map(() => true),
  );
  expect(manifest?.name).toBe('manifest.txt');
  expect(streamZip(answer.body)).toEqual(readZip(answer.body).map(({ name, bytes }) => ({ name, bytes })));
  for (const content of bytes)
    expect(manifest?.bytes.toString()).toContain(createHash('sha256').update(content).digest('hex'));
});

test('the manifest tells each file’s names, size, types and scan, and when it came, with nothing that breaks its lines', async () => {
  const { world, staff } = await withTip();
  await giveFile(world, 1, {
    name: '사진\r\n가짜: 줄.jpg',
    claimed: 'image/jpeg',
    found: { type: 'text/html' },
    verdict: 'clean',
  });
  await giveFile(world, 1, { name: '=1+1.csv', claimed: 'text/csv' });
  const { body } = await download(staff.get(PATH).set('Accept-Language', 'en'));
  const lines = readZip(body)[0]?.bytes.toString().split('\r\n') ?? [];
  expect(lines.slice(0, 4)).toEqual([
    'Files of tip 1',
    expect.stringMatching(/^Received: \w{3} \d+ \w{3} \d{4}, \d\d:\d\d KST \(\d{4}-\d\d-\d\dT[\d:.]+Z\)$/),
    expect.stringMatching(/^Packed: /),
    'Sizes and SHA-256 were taken when the files came in. The files are as they came.',
  ]);
  const sha256 = createHash('sha256').update('0123456789').digest('hex');
  expect(lines.slice(4)).toEqual([
    '',
    '사진__가짜_ 줄.jpg',
    '  Original name: 사진\ufffd\ufffd가짜: 줄.jpg',
    '  Size: 10 bytes (10 B)',
    `  SHA-256: ${sha256}`,
    '  Type by its content: text/html',
    '  Type as the sender says: image/jpeg',
    '  Virus scan: The virus scan found nothing',
    '',
    '=1+1.csv',
    '  Size: 10 bytes (10 B)',
    `  SHA-256: ${sha256}`,
    '  Type by its content: not looked at yet',
    '  Type as the sender says: text/csv',
    '  Virus scan: Not scanned for viruses',
    '',
  ]);
});

test('a file that an older version took in has its checksum counted for the zip once, and kept', async () => {
  const { world, staff } = await withTip();
  await giveFile(world, 1, { name: '옛 파일.jpg', isSealed: false });
  await world.database.write(trx => trx.updateTable('files').set({ crc32: null }).execute());
  expect(streamZip((await download(staff.get(PATH))).body).map(({ name }) => name)).toEqual([
    'manifest.txt',
    '옛 파일.jpg',
  ]);
  const row = world.database.query.selectFrom('files').select('crc32');
  expect(await row.executeTakeFirstOrThrow()).toEqual({ crc32: crc32('0123456789') });
});

test('of files of which one was damaged since, all come, and its checksum tells', async () => {
  const { world, staff } = await withTip();
  await giveFile(world, 1, { name: '성한 파일.jpg' });
  await giveFile(world, 1, { name: '깨진 파일.jpg', isSealed: false });
  await world.database.write(trx =>
    trx.updateTable('files').set({ crc32: 1 }).where('name', '=', '깨진 파일.jpg').execute(),
  );
  const { body } = await download(staff.get(PATH));
  expect(() => streamZip(body)).toThrow('a checksum is wrong');
  expect(body.toString('latin1').split('0123456789')).toHaveLength(3);
});

test('an infected file is left out of the zip, and its manifest says so', async () => {
  const { world, staff } = await withTip();
  await giveFile(world, 1, { name: '좋은.jpg' });
  await giveFile(world, 1, { name: '나쁜.jpg', bytes: Buffer.from('bad'), verdict: 'infected' });
  const { body } = await download(staff.get(PATH).set('Accept-Language', 'en'));
  const [manifest, ...files] = readZip(body);
  expect(files.map(({ name }) => name)).toEqual(['좋은.jpg']);
  const [, leftOut = ''] = manifest?.bytes.toString().split('Files left out') ?? [];
  expect(leftOut).toContain('나쁜.jpg');
  expect(leftOut).toContain('Win.Test.EICAR_HDB-1');
});

test('the files in the zip are as old as the tip, by the newsroom’s clock', async () => {
  const { world, staff } = await withTip();
  await giveFile(world, 1, {});
  const { body } = await download(staff.get(PATH));
  const [date = 0, time = 0] = readZip(body)[1]?.modified ?? [];
  const local = new Date(world.clock() + 9 * 3_600_000);
  expect([
    1980 + (date >> 9),
    (date >> 5) & 15,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  ]).toEqual([
    ...[local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()],
    ...[local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds() & ~1],
  ]);
});

test('where there is no file there is no zip, and none for who is not signed in', async () => {
  const { world, staff } = await withTip();
  await staff.get(PATH).expect(404);
  await staff.get('/admin/tips/99/files.zip').expect(404);
  await giveFile(world, 1, {});
  await world.request.get(PATH).expect(303);
});

test('who hangs up in the middle of a zip leaves no file open and no error in the log', async () => {
  const { world } = await withTip();
  await giveFile(world, 1, { bytes: Buffer.alloc(20_000_000) });
  await giveFile(world, 1, { bytes: Buffer.alloc(20_000_000) });
  await hangUp(world, PATH);
  // Then it has noticed, and the world fails when it has left a file open.
  await world.app.stop();
  expect(world.log).toEqual([]);
});

test('a zip of more than 4 GB says so where a reader looks for it', async () => {
  const piece = Buffer.alloc(8 * 1024 * 1024);
  const film: ZipEntry = {
    name: '영상.mp4',
    size: 513 * piece.length,
    crc32: () => 0x1234,
    async *bytes() {
      for (let sent = 0; sent < 513; sent++) yield piece;
    },
  };
  const note: ZipEntry = {
    name: '뒤.txt',
    size: 3,
    crc32: () => crc32('abc'),
    async *bytes() {
      yield Buffer.from('abc');
    },
  };
  const zip = createZip([film, note], Date.UTC(2026, 10, 23), 'UTC');
  const rest: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of zip.bytes()) {
    size += chunk.length;
    if (chunk !== piece) rest.push(chunk);
  }
  expect(size).toBe(zip.size);

  const [filmHeader, noteHeader] = rest.map(chunk => Buffer.from(chunk));
  expect([14, 18, 22].map(at => filmHeader?.readUInt32LE(at))).toEqual([0x1234, 0xffffffff, 0xffffffff]);
  const extra = filmHeader?.subarray(30 + Buffer.byteLength(film.name));
  expect([extra?.readUInt16LE(0), extra?.readUInt16LE(2)]).toEqual([1, 16]);
  expect([4, 12].map(at => extra?.readBigUInt64LE(at))).toEqual([BigInt(film.size), BigInt(film.size)]);
  expect([14, 18, 22].map(at => noteHeader?.readUInt32LE(at))).toEqual([crc32('abc'), 3, 3]);

  const tail = Buffer.concat(rest.slice(-2));
  const noteOffset = BigInt(film.size + (filmHeader?.length ?? 0));
  const directory = tail.subarray(0, tail.indexOf('PK\x06\x06', 0, 'latin1'));
  const second = directory.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  expect(directory.readUInt32LE(second + 42)).toBe(0xffffffff);
  expect(directory.readBigUInt64LE(directory.length - 8)).toBe(noteOffset);
  const end = tail.subarray(directory.length);
  expect(end.readBigUInt64LE(48)).toBe(BigInt(zip.size - end.length - directory.length));
  expect(end.readBigUInt64LE(56 + 8)).toBe(BigInt(zip.size - end.length));
  expect(end.readUInt32LE(end.length - 6)).toBe(0xffffffff);
});
