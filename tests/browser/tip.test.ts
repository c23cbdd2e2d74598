import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { openPage } from '../support/browser.ts';
import { whenDone } from '../support/cleanup.ts';
import { fileRows } from '../support/sealed-files.ts';
import { createServerProcess } from '../support/server-process.ts';
import { createSmtpPeer } from '../support/smtp.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createWorld, PASSWORD } from '../support/world.ts';

/** The smallest JPEG there is: one grey pixel. */
const PHOTO = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
);

const said = {
  ko: {
    send: '제보 보내기',
    arrived: '제보가 도착했어요',
    message: '무슨 일이 있었나요?',
    copy: '코드 복사',
  },
  en: {
    send: 'Send the tip',
    arrived: 'Your tip has arrived',
    message: 'What happened?',
    copy: 'Copy the code',
  },
} as const;

for (const lang of ['ko', 'en'] as const) {
  for (const javaScript of [true, false]) {
    test(`in ${lang}, ${javaScript ? 'with' : 'without'} script, a reader sends a photo and staff find it in the list`, async () => {
      const world = await createWorld({ settings: { MAIL_ATTACH: 'all' } });
      const words = said[lang];
      const page = await openPage({ url: world.url, lang, phone: true, javaScript });
      await page.goto('/');
      world.clock.move(5_000);
      await page.getByLabel(words.message).fill('강남역에서 연기가 나요');
      await page
        .locator('input[name=files]')
        .setInputFiles({ name: '연기.jpg', mimeType: 'image/jpeg', buffer: PHOTO });
      await page.getByRole('button', { name: words.send }).click();
      await page.waitForURL('**/sent');
      await page.getByRole('heading', { name: words.arrived }).waitFor();
      const receipt = (await page.locator('#code').innerText()).replace(/\s/g, '');
      expect(receipt).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/);

      await world.signIn('reporter@newsroom.example');
      const desk = await openPage({ url: world.url, lang: 'en', javaScript });
      await desk.goto('/admin');
      await desk.getByLabel('E-mail').fill('reporter@newsroom.example');
      await desk.getByLabel('Password').fill(PASSWORD);
      await desk.getByLabel('Password').press('Enter');
      await desk.getByRole('link', { name: '강남역에서 연기가 나요' }).waitFor();
      await desk.getByText('Open by receipt code').click();
      await desk.locator('input[name=receipt]').fill(receipt.toLowerCase().replaceAll('-', ' '));
      await desk.locator('input[name=receipt]').press('Enter');
      await desk.waitForURL(/\/admin\/tips\/1(\?|$)/);
      const photo = desk.locator('img[src^="/admin/tips/1/files/"][src$="/thumbnail"]');
      await expect
        .poll(async () => {
          await desk.reload();
          return photo.count();
        })
        .toBe(1);
      await photo.scrollIntoViewIfNeeded();
      await expect
        .poll(() => photo.evaluate(image => image instanceof HTMLImageElement && image.naturalWidth))
        .toBe(1);

      const [mail] = await world.mails(1);
      expect(mail?.parsed.subject).toBe('[제보 #1] 강남역에서 연기가 나요');
      expect(mail?.parsed.attachments.map(file => [file.filename, file.content.equals(PHOTO)])).toEqual([
        ['연기.jpg', true],
      ]);
    });
  }
}

test('a phone sends a photo, a 160 MB video and a file with a long decomposed name: byte for byte, and in flat memory', async () => {
  const smtp = await createSmtpPeer();
  const server = await createServerProcess({ smtp, settings: { DISK_RESERVE: '0', MAIL_ATTACH: 'all' } });
  await server.start();
  const folder = await temporaryFolder();
  const files = {
    '사진.jpg': PHOTO,
    '현장 영상.mp4': randomBytes(160 * 1024 * 1024),
    [`${'\u1112\u1161\u11ab\u1100\u1173\u11af'.repeat(13)}.hwp`]: randomBytes(30_000),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);

  // Large uploads make the process grow to what it works in; what is measured is whether another one makes it grow on.
  for (const name of ['warm.mp4', 'warmer.mp4', 'warmest.mp4']) {
    const warm = new FormData();
    warm.append('message', name);
    warm.append('files', new Blob([files['현장 영상.mp4']]), name);
    // On a connection of its own: one that was kept the server may have closed while the file was made, and nobody heard of it yet.
    const headers = { connection: 'close' };
    const sent = await fetch(`${server.url}/tips`, {
      method: 'POST',
      body: warm,
      headers,
      redirect: 'manual',
    });
    expect(sent.status).toBe(303);
    await sent.body?.cancel();
  }

  const page = await openPage({ url: server.url, phone: true });
  await page.goto('/');
  const before = await server.memory();
  await page.getByLabel(said.ko.message).fill('세 파일을 보내요');
  await page.locator('input[name=files]').setInputFiles(Object.keys(files).map(name => join(folder, name)));
  await page.waitForTimeout(1_100);
  let peak = 0;
  const watch = setInterval(() => void server.memory().then(now => (peak = Math.max(peak, now))), 20);
  await page.getByRole('button', { name: said.ko.send }).click();
  await page.waitForURL('**/sent');
  clearInterval(watch);
  // Half of the video: what a process grows by while it works is a quarter of it at most, whatever the machine.
  expect(peak - before).toBeLessThan(80 * 1024 * 1024);

  const config = readConfig(server.settings);
  const database = await openDatabase(config.database, server.dataDir);
  whenDone(() => database.close());
  const kept = (await fileRows({ config, database })).filter(({ tip }) => tip === 4);
  expect(kept.map(file => file.name)).toEqual(Object.keys(files).map(name => name.normalize('NFC')));
  for (const [index, bytes] of Object.values(files).entries()) {
    expect((await kept[index]?.bytes())?.equals(bytes)).toBe(true);
    expect(kept[index]?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
  const mail = (await smtp.received(4)).find(one => one.parsed.headers.get('x-jebo-tip') === '4');
  expect(mail?.parsed.attachments.map(file => file.filename)).toEqual(['사진.jpg', kept[2]?.name]);
  expect(mail?.parsed.text).toContain('현장 영상.mp4');
  expect(mail?.parsed.text).toContain(`${server.url}/admin/tips/4`);
});
