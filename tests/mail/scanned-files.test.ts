import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Scanner } from '../../src/media/scan/clamd.ts';
import { expediteTipMail } from '../../src/tips/intake/expedite-mail.ts';
import { type ClamdPeer, createClamdPeer, MALWARE, MALWARE_NAME } from '../support/clamd.ts';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE, SECOND } from '../support/clock.ts';
import { createSmtpPeer, type ReceivedMail, type SmtpPeer } from '../support/smtp.ts';
import { waitFor } from '../support/wait-for.ts';
import { createWorld } from '../support/world.ts';
import { createScanWorld, type ScanWorld } from './scan-world.ts';

const QUIET = 'A quiet day.';
const base64 = (content: string) => Buffer.from(content).toString('base64');

let clamd: ClamdPeer;
let smtp: SmtpPeer;
beforeAll(async () => {
  clamd = await createClamdPeer();
});
beforeEach(async () => {
  smtp = await createSmtpPeer();
});

const createDesk = (more: Partial<Parameters<typeof createScanWorld>[0]> = {}) =>
  createScanWorld({ smtp, clamdUrl: clamd.url, ...more });

async function theMail(): Promise<ReceivedMail> {
  const [mail] = await smtp.received(1);
  if (mail === undefined) throw new Error('one has come');
  return mail;
}

const namesOf = ({ parsed }: ReceivedMail) => parsed.attachments.map(({ filename }) => filename);
const becomes = (desk: ScanWorld, ...verdicts: string[]) =>
  waitFor(async () => expect((await desk.verdicts()).map(({ verdict }) => verdict)).toEqual(verdicts));

/** The one clamd of all tests is back when the test has ended, whatever came of it. */
async function takeClamdDown() {
  await clamd.goDown();
  let isDown = true;
  const comeBack = async () => {
    if (isDown) await clamd.comeBack();
    isDown = false;
  };
  whenDone(comeBack);
  return comeBack;
}

/** The scanner has been tried so often for each file, and failed. */
const failed = (desk: ScanWorld, attempts: number) =>
  waitFor(async () => {
    for (const job of await desk.scanJobs())
      expect(job).toMatchObject({ attempts, last_error: 'ECONNREFUSED', settled_at: desk.clock() });
  });

test('The mail goes as soon as the last file is scanned, with all that are clean', async () => {
  const desk = await createDesk();
  const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg'];
  await desk.submit(...names.map(name => [name, QUIET] satisfies [string, string]));
  const mail = await theMail();
  expect(namesOf(mail)).toEqual(names);
  for (const { content } of mail.parsed.attachments) expect(content.toString()).toBe(QUIET);
  expect(mail.parsed.text).toMatch(
    /a\.jpg\n {2}12B · 이 메일에 첨부했어요 · 바이러스 검사에서 나온 것이 없어요/,
  );
});

test('An infected file is never attached, the clean one beside it is, and the mail says which is which', async () => {
  const desk = await createDesk();
  await desk.submit(['사진.jpg', QUIET], ['청구서.exe', MALWARE]);
  const mail = await theMail();
  expect(namesOf(mail)).toEqual(['사진.jpg']);
  const raw = mail.raw.toString('latin1').replaceAll('\r\n', '');
  expect(raw).toContain(base64(QUIET));
  expect(raw).not.toContain(base64(MALWARE).slice(0, 40));
  for (const words of [mail.parsed.text ?? '', mail.parsed.html || '']) {
    expect(words).toContain(`바이러스가 나왔어요: ${MALWARE_NAME} · 첨부하지 않았어요.`);
    expect(words).toContain('바이러스 검사에서 나온 것이 없어요');
  }
  expect(await desk.verdicts()).toEqual([
    { name: '사진.jpg', verdict: 'clean', signature: null },
    { name: '청구서.exe', verdict: 'infected', signature: MALWARE_NAME },
  ]);
});

test('A file that is too large to be scanned stands on the page, and the mail waits no longer for it', async () => {
  const desk = await createDesk();
  await desk.submit(['영상.mp4', 'x'.repeat(800_000)], ['사진.jpg', QUIET]);
  const mail = await theMail();
  expect(namesOf(mail)).toEqual(['사진.jpg']);
  expect(mail.parsed.text).toContain('너무 커서 바이러스 검사를 하지 못해 첨부하지 않았어요');
});

test('While the scanner is down the mail waits, and goes once it is back', async () => {
  const comeBack = await takeClamdDown();
  const desk = await createDesk();
  await desk.submit(['a.jpg', QUIET], ['b.exe', MALWARE]);
  await failed(desk, 1);
  expect(smtp.mails).toEqual([]);
  await comeBack();
  desk.wait(5 * SECOND);
  expect(namesOf(await theMail())).toEqual(['a.jpg']);
  expect(desk.logged.join()).not.toMatch(/jpg|exe|127\.0\.0\.1/);
});

test('After ten minutes the mail goes without what was not scanned, which is scanned later all the same', async () => {
  const comeBack = await takeClamdDown();
  const desk = await createDesk();
  await desk.submit(['a.jpg', QUIET], ['b.exe', MALWARE]);
  await failed(desk, 1);
  desk.wait(10 * MINUTE - 1);
  await failed(desk, 2);
  expect(smtp.mails).toEqual([]);
  desk.wait(1);
  const mail = await theMail();
  expect(namesOf(mail)).toEqual([]);
  expect(mail.parsed.text).toMatch(
    /a\.jpg\n {2}12B · 제보 화면에서 받으세요 · 아직 바이러스 검사를 하지 않아 첨부하지 않았어요/,
  );
  await comeBack();
  desk.wait(15 * MINUTE);
  await becomes(desk, 'clean', 'infected');
  await waitFor(async () =>
    expect((await desk.scanJobs()).map(({ state }) => state)).toEqual(['done', 'done']),
  );
  expect(smtp.mails).toHaveLength(1);
});

test('A stop between the verdict and the mail leaves both to come, and the file is scanned once', async () => {
  let scanned = 0;
  let stopped = false;
  const desk = await createDesk({
    scan: async () => {
      scanned += 1;
      return { is: 'clean' };
    },
    async expediteMail(...given) {
      if (stopped) return expediteTipMail({ attach: 'all' })(...given);
      stopped = true;
      throw new Error('stopped');
    },
  });
  await desk.submit(['a.jpg', QUIET]);
  await waitFor(async () => expect(await desk.scanJobs()).toMatchObject([{ last_error: 'Error' }]));
  await becomes(desk, 'clean');
  desk.wait(5 * SECOND);
  expect(namesOf(await theMail())).toEqual(['a.jpg']);
  expect(scanned).toBe(1);
});

test('A file that is forgotten before its scan is not scanned, and one in hand leaves nothing behind', async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const begun: unknown[] = [];
  const scan: Scanner = async file => {
    begun.push(file);
    await held;
    file.destroy();
    return { is: 'infected', signature: 'Late' };
  };
  const desk = await createDesk({ scan });
  const files = Array.from({ length: 7 }, (_, index): [string, string] => [`${index}.jpg`, QUIET]);
  const { number } = await desk.submit(...files);
  // As many as scans have slots.
  await waitFor(() => expect(begun).toHaveLength(5));
  await desk.forget(number);
  letGo();
  desk.wait(11 * MINUTE);
  await waitFor(async () =>
    expect(new Set((await desk.scanJobs()).map(({ state }) => state))).toEqual(new Set(['dropped'])),
  );
  // What has been due for longer goes first.
  await desk.submit(['later.jpg', QUIET]);
  expect(namesOf(await theMail())).toEqual([]);
  expect(begun).toHaveLength(6);
  expect((await desk.verdicts()).map(({ name }) => name)).toEqual(['later.jpg']);
  expect(smtp.mails).toHaveLength(1);
});

test('The whole desk asks the scanner that the settings name', async () => {
  const world = await createWorld({ settings: { CLAMD_URL: clamd.unixUrl, MAIL_ATTACH: 'all' } });
  await world.request
    .post('/tips')
    .field('message', '파일을 보내요')
    .attach('files', Buffer.from(QUIET), '사진.jpg')
    .attach('files', Buffer.from(MALWARE), '청구서.exe')
    .expect(303);
  const [mail] = await world.mails(1);
  expect(mail && namesOf(mail)).toEqual(['사진.jpg']);
  expect(mail?.parsed.text).toContain(MALWARE_NAME);
});
