import { expect, test } from 'vitest';
import { createWorld } from '../../../support/world.ts';
import { createTalkWorld, seenByStaff } from './talk-world.ts';

const ID = '0f0e0d0c-0000-4000-8000-000000000001';

test('what a reader adds stands in the talk, for them and for staff, and the page says that it was sent', async () => {
  const { world, reader, page } = await createTalkWorld();
  const posted = await reader
    .post('/tip/messages')
    .field({ lang: 'ko', tip: 1 })
    .field('message', '다친 사람은 없어요')
    .attach('files', Buffer.from('bytes'), { filename: '현장.jpg', contentType: 'image/jpeg' })
    .expect(303);
  expect(posted.headers['location']).toBe('/tip?lang=ko');
  const text = await page();
  for (const told of ['보냈어요.', '다친 사람은 없어요', '현장.jpg']) expect(text).toContain(told);
  expect(await page()).not.toContain('보냈어요. 담당자가');
  const { messages, files } = await seenByStaff(world);
  expect(messages).toMatchObject([
    { from: 'reader', channel: 'form', body: '역 앞에서 불이 났어요', files: [] },
    { from: 'reader', channel: 'form', body: '다친 사람은 없어요', files: [files[0].id] },
  ]);
});

test('the same message pressed twice is there once', async () => {
  const { world, reader } = await createTalkWorld();
  const press = () =>
    reader.post('/tip/messages').type('form').send({ tip: 1, message: '더', submission: ID });
  await Promise.all([press().expect(303), press().expect(303)]);
  expect((await seenByStaff(world)).messages).toHaveLength(2);
});

test('a finished upload comes with a message', async () => {
  const { world, reader } = await createTalkWorld();
  const tus = { 'Tus-Resumable': '1.0.0' };
  const begun = await world.request
    .post('/uploads')
    .set({ ...tus, 'Upload-Length': '5', 'Upload-Metadata': 'filename di5tcDQ=' })
    .set('Content-Type', 'application/offset+octet-stream')
    .send(Buffer.from('bytes'))
    .expect(201);
  const uploads = String(begun.headers['location']);
  await reader.post('/tip/messages').type('form').send({ tip: 1, message: '', uploads }).expect(303);
  expect((await seenByStaff(world)).messages[1]).toMatchObject({ body: '', files: [expect.any(String)] });
  await world.request.head(uploads).set(tus).expect(404);
});

test.each([
  ['nothing at all', { message: ' ' }, '보낼 글을 적거나 파일을 골라 주세요.'],
  ['too long a text', { message: '가'.repeat(100_001) }, '100,000자까지 쓸 수 있어요.'],
  [
    'an upload that is not there',
    { message: '더', uploads: `/uploads/${'a'.repeat(32)}` },
    '올린 파일 하나를',
  ],
])('%s is told beside its field, and what was typed is still there', async (_what, fields, told) => {
  const { world, reader } = await createTalkWorld();
  const { text } = await reader
    .post('/tip/messages')
    .type('form')
    .send({ tip: 1, lang: 'ko', ...fields })
    .expect(422);
  expect(text).toContain(told);
  expect(text).toContain(`\n${fields.message}</textarea>`);
  expect((await seenByStaff(world)).messages).toHaveLength(1);
});

test('a resident registration number is told of once, and then sent', async () => {
  const { world, reader } = await createTalkWorld();
  const fields = { lang: 'ko', tip: 1, message: '900101-1234568' };
  const { text } = await reader.post('/tip/messages').type('form').send(fields).expect(422);
  expect(text).toContain('주민등록번호처럼 보이는');
  expect(text).toContain('name="resident_number" value="told"');
  await reader
    .post('/tip/messages')
    .type('form')
    .send({ ...fields, resident_number: 'told' })
    .expect(303);
  expect((await seenByStaff(world)).messages[1].body).toBe('900101-*******');
});

test('what was typed while the talk closed is kept, and goes with the code', async () => {
  const { world, receipt, reader } = await createTalkWorld();
  world.clock.move(31 * 60_000);
  const fields = { lang: 'ko', tip: 1, message: '오래 쓴 글', submission: ID };
  const { text } = await reader.post('/tip/messages').type('form').send(fields).expect(403);
  expect(text).toContain('\n오래 쓴 글</textarea>');
  expect(text).toContain(`name="submission" value="${ID}"`);
  const wrong = await reader
    .post('/tip/messages')
    .type('form')
    .send({ ...fields, receipt: 'nothing' });
  expect([wrong.status, wrong.text.includes('오래 쓴 글')]).toEqual([422, true]);
  await reader
    .post('/tip/messages')
    .type('form')
    .send({ ...fields, receipt })
    .expect(303);
  expect((await seenByStaff(world)).messages[1].body).toBe('오래 쓴 글');
  await reader.get('/tip').expect(200);
});

test('over the limit of an address nothing is taken, and what was typed comes back', async () => {
  const { world, reader } = await createTalkWorld({}, { TIP_LIMIT: '1', TRUST_PROXY: '1' });
  const add = (message: string) =>
    reader
      .post('/tip/messages')
      .set('X-Forwarded-For', '203.0.113.7')
      .type('form')
      .send({ tip: 1, lang: 'ko', message });
  await add('하나').expect(303);
  const { text, headers } = await add('둘').expect(429);
  expect(text).toContain('\n둘</textarea>');
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect((await seenByStaff(world)).messages).toHaveLength(2);
});

test('while files cannot be taken a text still can', async () => {
  const world = await createWorld({ settings: { UPLOAD_FILE_LIMIT: '1kb' } });
  const posted = await world.request.post('/tips').accept('json').type('form').send({ message: '글' });
  const { receipt } = posted.body;
  const { text } = await world.request
    .post('/tip/messages')
    .field({ receipt, lang: 'ko', message: '사진이에요' })
    .attach('files', Buffer.alloc(2_000, 1), 'large.jpg')
    .expect(422);
  expect(text).toContain('large.jpg');
  expect(text).toContain('\n사진이에요</textarea>');
  expect(text).toContain('한 번 더 골라 주세요.');
});

test('a file before anything that opens a talk is not taken, and is asked for once more', async () => {
  const { world, receipt } = await createTalkWorld();
  const post = () => world.request.post('/tip/messages');
  const late = await post()
    .attach('files', Buffer.from('bytes'), '현장.jpg')
    .field({ lang: 'ko', message: '사진이에요', receipt })
    .expect(422);
  expect(late.text).toContain('\n사진이에요</textarea>');
  expect(late.text).toContain('한 번 더 골라 주세요.');
  expect((await seenByStaff(world)).files).toEqual([]);
  await post()
    .field({ lang: 'ko', message: '사진이에요', receipt })
    .attach('files', Buffer.from('bytes'), '현장.jpg')
    .expect(303);
  expect((await seenByStaff(world)).files).toHaveLength(1);
});
