import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { beforeEach, expect, test } from 'vitest';
import { removeKeptMails, sweepKeptMails } from '../../src/files/kept-mails.ts';
import { drop } from '../../src/jobs/enqueue.ts';
import { DAY } from '../support/clock.ts';
import { waitFor } from '../support/wait-for.ts';
import { createWorld } from '../support/world.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

let world: MailWorld;
beforeEach(async () => {
  world = await createMailWorld({ inbox: 'day@ytn.example.kr, night@ytn.example.kr' });
});

const names = async () => (await readdir(join(world.folder, 'mail'))).sort();
const allDone = () =>
  waitFor(async () => expect(new Set((await world.rows()).map(row => row.state))).toEqual(new Set(['done'])));

test('Without a mail server each mail is kept whole under its own name, readable by its owner alone', async () => {
  const video = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
  world.start();
  await world.enqueueMail(aTip({ files: [await world.aFile('영상.mp4', video)] }));
  await allDone();
  expect(await names()).toEqual(['tip-12.1.eml', 'tip-12.2.eml']);
  const raw = await readFile(join(world.folder, 'mail', 'tip-12.2.eml'));
  expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const mail = await simpleParser(raw);
  expect(mail.subject).toBe('[제보 #12] 공장에서 연기가 나요');
  expect(mail.messageId).toBe('<tip-12.2.k3m9@desk.example.kr>');
  expect(mail.attachments[0]?.content.equals(video)).toBe(true);
  expect((await stat(join(world.folder, 'mail', 'tip-12.2.eml'))).mode & 0o777).toBe(0o600);
});

test('A mail that cannot be finished leaves nothing behind', async () => {
  const file = await world.aFile('영상.mp4', Buffer.alloc(100));
  await world.removeFile(file);
  world.start();
  await world.enqueueMail(aTip({ files: [file] }));
  await waitFor(async () =>
    expect((await world.rows())[0]).toMatchObject({ state: 'owed', last_error: 'ENOENT' }),
  );
  expect(await names()).toEqual([]);
});

test('The kept mails of a tip are removed and those of no other, whole or not', async () => {
  world.start();
  for (const number of [1, 12, 120, 112]) await world.enqueueMail(aTip({ number }));
  await allDone();
  const left = ['tip-12.3.0a1b.part', 'test-12.1.eml', 'notes about tip-12.1.eml'];
  for (const name of left) await writeFile(join(world.folder, 'mail', name), '');
  await removeKeptMails(world.folder, 12);
  expect(await names()).toEqual(
    [
      'notes about tip-12.1.eml',
      'test-12.1.eml',
      ...[1, 112, 120].flatMap(number => [`tip-${number}.1.eml`, `tip-${number}.2.eml`]),
    ].sort(),
  );
});

test('A mail in hand while its tip is forgotten is not left on the disk', async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const slowMailer = {
    ...world.mailer,
    async send(...given: Parameters<typeof world.mailer.send>) {
      begin();
      await held;
      await world.mailer.send(...given);
    },
  };
  const jobs = world.start(slowMailer);
  await world.enqueueMail(aTip());
  await begun;
  await world.database.write(trx => drop(trx, world.clock(), { kind: 'tip mail', subject: 12 }));
  await removeKeptMails(world.folder, 12);
  letGo();
  await jobs.stop();
  expect(await names()).toEqual([]);
});

test('Kept mails are swept after 30 days, and nothing else is', async () => {
  world.start();
  await world.enqueueMail(aTip());
  await allDone();
  const mail = (name: string) => join(world.folder, 'mail', name);
  await writeFile(mail('README'), 'mine');
  const daysAgo = (days: number) => new Date(world.clock() - days * DAY);
  await utimes(mail('README'), daysAgo(90), daysAgo(90));
  await utimes(mail('tip-12.1.eml'), daysAgo(31), daysAgo(31));
  await utimes(mail('tip-12.2.eml'), daysAgo(29), daysAgo(29));
  await sweepKeptMails({ dataDir: world.folder, smtpUrl: null }, world.clock());
  expect(await names()).toEqual(['README', 'tip-12.2.eml']);
});

test('Mails that were kept before there was a mail server go at the start with one, and nothing else does', async () => {
  const desk = await createWorld();
  const folder = join(desk.dataDir, 'mail');
  await mkdir(folder);
  for (const name of ['README', 'tip-1.1.eml', 'tip-1.2.0f.part', 'test-a.1.eml', 'notice-a.1.eml'])
    await writeFile(join(folder, name), '');
  await desk.restart();
  await expect.poll(() => readdir(folder)).toEqual(['README']);
});

test('Where no mail was ever kept there is none to remove', async () => {
  await expect(removeKeptMails(world.folder, 12)).resolves.toBeUndefined();
  await expect(
    sweepKeptMails({ dataDir: world.folder, smtpUrl: null }, world.clock()),
  ).resolves.toBeUndefined();
});

test('The check passes where mails can be kept', async () => {
  await expect(world.mailer.check()).resolves.toBeUndefined();
});
