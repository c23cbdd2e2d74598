import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { beforeEach, expect, test, vi } from 'vitest';
import { createSmtpPost } from '../../src/mail/smtp-post.ts';
import { dropOwed } from '../../src/outbox/owe.ts';
import { TIP_MAIL } from '../../src/tips/receive.ts';
import { DAY } from '../support/clock.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

let world: MailWorld;
beforeEach(async () => {
  world = await createMailWorld({ inbox: 'day@ytn.example.kr, night@ytn.example.kr' });
});

const names = async () => (await readdir(join(world.folder, 'mail'))).sort();
const allDone = () =>
  vi.waitFor(async () =>
    expect(new Set((await world.rows()).map(row => row.state))).toEqual(new Set(['done'])),
  );

test('Without a mail server each mail is kept whole under its own name, readable by its owner alone', async () => {
  const video = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
  world.start();
  await world.oweMail(aTip({ files: [await world.aFile('영상.mp4', video)] }));
  await allDone();
  expect(await names()).toEqual(['tip-12.1.eml', 'tip-12.2.eml']);
  const raw = await readFile(join(world.folder, 'mail', 'tip-12.2.eml'));
  expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const mail = await simpleParser(raw);
  expect(mail.subject).toBe('[제보 #12] 공장에서 연기가 나요');
  expect(mail.messageId).toBe('<tip-12.2@desk.example.kr>');
  expect(mail.attachments[0]?.content.equals(video)).toBe(true);
  expect((await stat(join(world.folder, 'mail', 'tip-12.2.eml'))).mode & 0o777).toBe(0o600);
});

test('A mail that cannot be finished leaves nothing behind', async () => {
  const file = await world.aFile('영상.mp4', Buffer.alloc(100));
  await world.removeFile(file);
  world.start();
  await world.oweMail(aTip({ files: [file] }));
  await vi.waitFor(async () =>
    expect((await world.rows())[0]).toMatchObject({ state: 'owed', last_error: 'ENOENT' }),
  );
  expect(await names()).toEqual([]);
});

test('Recalling a tip removes its mails and those of no other, whole or not', async () => {
  world.start();
  for (const number of [1, 12, 120, 112]) await world.oweMail(aTip({ number }));
  await allDone();
  const left = ['tip-12.3.0a1b.part', 'test-12.1.eml', 'notes about tip-12.1.eml'];
  for (const name of left) await writeFile(join(world.folder, 'mail', name), '');
  await world.post.recall(12);
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
  const slowPost = {
    ...world.post,
    async send(...given: Parameters<typeof world.post.send>) {
      begin();
      await held;
      await world.post.send(...given);
    },
  };
  world.start(slowPost);
  await world.oweMail(aTip());
  await begun;
  await world.database.write(trx => dropOwed(trx, world.clock(), TIP_MAIL, '12'));
  await world.post.recall(12);
  letGo();
  await vi.waitFor(async () => expect(await names()).toEqual([]));
  await new Promise(resolve => setTimeout(resolve, 200));
  expect(await names()).toEqual([]);
});

test('Kept mails are swept after 30 days, and nothing else is', async () => {
  world.start();
  await world.oweMail(aTip());
  await allDone();
  const mail = (name: string) => join(world.folder, 'mail', name);
  await writeFile(mail('README'), 'mine');
  const daysAgo = (days: number) => new Date(world.clock() - days * DAY);
  await utimes(mail('README'), daysAgo(90), daysAgo(90));
  await utimes(mail('tip-12.1.eml'), daysAgo(31), daysAgo(31));
  await utimes(mail('tip-12.2.eml'), daysAgo(29), daysAgo(29));
  await world.post.sweep(world.clock());
  expect(await names()).toEqual(['README', 'tip-12.2.eml']);
});

test('Mails that were kept before there was a mail server are recalled and swept all the same', async () => {
  world.start();
  for (const number of [12, 13]) await world.oweMail(aTip({ number }));
  await allDone();
  const post = createSmtpPost(world.config, 'smtp://127.0.0.1:1');
  await post.recall(12);
  expect(await names()).toEqual(['tip-13.1.eml', 'tip-13.2.eml']);
  await post.sweep(Date.now() + 31 * DAY);
  expect(await names()).toEqual([]);
  await post.close();
});

test('Where no mail was ever kept there is none to recall', async () => {
  await expect(world.post.recall(12)).resolves.toBeUndefined();
  await expect(world.post.sweep(world.clock())).resolves.toBeUndefined();
});

test('The check passes where mails can be kept', async () => {
  await expect(world.post.check()).resolves.toBeUndefined();
});
