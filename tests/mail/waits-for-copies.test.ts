import sharp from 'sharp';
import { expect, test } from 'vitest';
import { SECOND } from '../support/clock.ts';
import { createSmtpPeer } from '../support/smtp.ts';
import { createWorld } from '../support/world.ts';
import { createScanWorld } from './scan-world.ts';

const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#456' } })
  .jpeg()
  .withExif({ IFD0: { Make: 'Spyglass' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 59/1' } })
  .toBuffer();

test('A picture rides as a copy that tells neither place nor device, and its original is a link', async () => {
  expect(photo.includes('Spyglass')).toBe(true);
  const world = await createWorld();
  await world.request
    .post('/tips')
    .field('message', '사진을 보내요')
    .attach('files', photo, 'IMG_1.JPG')
    .attach('files', photo, 'run.exe.jpg')
    .attach('files', Buffer.from('쪽지'), '메모.txt')
    .expect(303);
  // The clock stands still, so that nothing but the end of the last look can have sent it.
  const [mail] = await world.mails(1);
  const attached = mail?.parsed.attachments ?? [];
  expect(attached.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ['IMG_1.jpg', 'image/jpeg'],
    ['run_exe.jpg', 'image/jpeg'],
    ['메모.txt', 'text/plain'],
  ]);
  for (const { content } of attached) expect(content.includes('Spyglass')).toBe(false);
  expect((await sharp(attached[0]?.content).metadata()).exif).toBeUndefined();
  expect(mail?.parsed.text).toContain('위치를 뺀 사본을 첨부했어요. 원본은 제보 화면에서 받으세요');
});

test('A mail waits twenty seconds for the copies, then goes with links', async () => {
  const smtp = await createSmtpPeer();
  const desk = await createScanWorld({
    smtp,
    clamdUrl: '',
    attach: 'safe',
    scan: async () => ({ is: 'clean' }),
  });
  await desk.submit(['a.jpg', 'a picture']);
  const { due, created } = await desk.mailJob();
  expect(due - created).toBe(20 * SECOND);
  desk.wait(20 * SECOND - 1);
  await desk.submit();
  const [first] = await smtp.received(1);
  expect(first?.parsed.attachments).toEqual([]);
  expect(first?.parsed.headers.get('x-jebo-tip')).toBe('2');
  desk.wait(1);
  const [, second] = await smtp.received(2);
  expect(second?.parsed.headers.get('x-jebo-tip')).toBe('1');
  expect(second?.parsed.attachments).toEqual([]);
  expect(second?.parsed.text).toContain('아직 살펴보지 못해 첨부하지 않았어요 · 제보 화면에서 받으세요');
});

test.each(['all', 'none'] as const)('With %s no mail waits for copies', async attach => {
  const smtp = await createSmtpPeer();
  const desk = await createScanWorld({ smtp, clamdUrl: '', attach, scan: async () => ({ is: 'clean' }) });
  await desk.submit(['a.jpg', 'a picture']);
  const [mail] = await smtp.received(1);
  expect(mail?.parsed.attachments).toHaveLength(attach === 'all' ? 1 : 0);
});

test('A mail whose files are scanned waits for their copies no longer than since the tip came', async () => {
  const smtp = await createSmtpPeer();
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const desk = await createScanWorld({
    smtp,
    clamdUrl: 'tcp://127.0.0.1:1',
    attach: 'safe',
    async scan(file) {
      file.destroy();
      await held;
      return { is: 'clean' };
    },
  });
  await desk.submit(['a.jpg', 'a picture']);
  desk.wait(5 * SECOND);
  letGo();
  await expect.poll(async () => (await desk.verdicts()).map(({ verdict }) => verdict)).toEqual(['clean']);
  await expect
    .poll(async () => {
      const { due, created } = await desk.mailJob();
      return due - created;
    })
    .toBe(20 * SECOND);
  desk.wait(15 * SECOND);
  await smtp.received(1);
});
