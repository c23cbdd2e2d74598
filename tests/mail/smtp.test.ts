import { beforeEach, expect, test, vi } from 'vitest';
import { createSmtpPost } from '../../src/mail/smtp-post.ts';
import { oweTestMail, TEST_MAIL } from '../../src/mail/test-letter.ts';
import { dropOwed } from '../../src/outbox/owe.ts';
import { TIP_MAIL } from '../../src/tips/receive.ts';
import { MINUTE } from '../support/clock.ts';
import { createSmtpPeer, type SmtpPeer } from '../support/smtp.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

const inbox = 'day@ytn.example.kr, night@ytn.example.kr, web@ytn.example.kr';

let peer: SmtpPeer;
let world: MailWorld;
beforeEach(async () => {
  peer = await createSmtpPeer();
  world = await createMailWorld({ smtpUrl: peer.url, inbox });
});

const rowsBecome = (rows: object[]) =>
  vi.waitFor(async () => expect(await world.rows()).toMatchObject(rows), { timeout: 10_000, interval: 20 });
const ids = () => peer.mails.map(mail => mail.parsed.messageId).sort();

test('Each address gets one mail of its own, with its own Message-ID', async () => {
  world.start();
  await world.oweMail(aTip());
  await rowsBecome([{ state: 'done' }, { state: 'done' }, { state: 'done' }]);
  expect(peer.mails.map(mail => mail.to).sort()).toEqual([
    ['day@ytn.example.kr'],
    ['night@ytn.example.kr'],
    ['web@ytn.example.kr'],
  ]);
  expect(ids()).toEqual([
    '<tip-12.1@desk.example.kr>',
    '<tip-12.2@desk.example.kr>',
    '<tip-12.3@desk.example.kr>',
  ]);
  expect(new Set(peer.mails.map(mail => mail.from))).toEqual(new Set(['tips@desk.example.kr']));
});

test('A 4xx is tried again until it is taken', async () => {
  peer.refuse('RCPT', 450, { recipient: 'night@ytn.example.kr' });
  const outbox = world.start();
  await world.oweMail(aTip());
  await rowsBecome([{ state: 'done' }, { state: 'owed', last_error: '450 at RCPT TO' }, { state: 'done' }]);
  expect(await outbox.health([TIP_MAIL])).toMatchObject({
    waiting: 1,
    setAside: 0,
    lastError: '450 at RCPT TO',
  });
  peer.behave();
  world.clock.move(5_000);
  outbox.wake();
  await rowsBecome([{ state: 'done' }, { state: 'done', attempts: 2, last_error: null }, { state: 'done' }]);
  expect(peer.mails).toHaveLength(3);
});

test('A 5xx at RCPT sets that address aside while the others get their mail, and one press tries it again', async () => {
  peer.refuse('RCPT', 550, { text: '5.1.1 No such user', recipient: 'night@ytn.example.kr' });
  const outbox = world.start();
  await world.oweMail(aTip());
  await rowsBecome([
    { state: 'done' },
    { state: 'set aside', last_error: '550 5.1.1 at RCPT TO' },
    { state: 'done' },
  ]);
  world.clock.move(60 * MINUTE);
  outbox.wake();
  peer.behave();
  await outbox.retry();
  await rowsBecome([{ state: 'done' }, { state: 'done' }, { state: 'done' }]);
  expect(ids()).toHaveLength(3);
});

test('A 5xx at DATA sets the mail aside', async () => {
  peer.refuse('DATA', 554, { text: '5.7.1 Not wanted' });
  world.start();
  await world.oweMail(aTip());
  await rowsBecome(
    Array.from({ length: 3 }, () => ({ state: 'set aside', last_error: '554 5.7.1 at DATA', attempts: 1 })),
  );
});

test('A mail whose files the server refuses is sent with links instead', async () => {
  world = await createMailWorld({ smtpUrl: peer.url });
  const rode: number[] = [];
  const { post } = world;
  world.start({
    ...post,
    async send(letter, signal) {
      rode.push(letter.riding.length);
      if (letter.riding.length > 0) peer.refuse('DATA', 552, { text: '5.3.4 Too large' });
      else peer.behave();
      await post.send(letter, signal);
    },
  });
  await world.oweMail(aTip({ files: [await world.aFile('사진.jpg', Buffer.alloc(2_000, 7))] }));
  await rowsBecome([{ state: 'done', attempts: 1 }]);
  expect(rode).toEqual([1, 0]);
  expect(peer.mails).toHaveLength(1);
  expect(peer.mails[0]?.parsed.attachments).toEqual([]);
  expect(peer.mails[0]?.parsed.text).toContain('제보 화면에서 받으세요');
});

test('A tip that is forgotten, or was never there, sends nothing', async () => {
  world = await createMailWorld({ smtpUrl: peer.url });
  const { channel, lang, receivedAt, state, version } = aTip();
  world.start();
  await world.oweMail({ kept: false, number: 3, channel, lang, receivedAt, state, version, forgottenAt: 0 });
  await rowsBecome([{ state: 'done' }]);
  world.tips.clear();
  await world.oweMail({ kept: false, number: 4, channel, lang, receivedAt, state, version, forgottenAt: 0 });
  world.tips.clear();
  await rowsBecome([{ state: 'done' }, { state: 'done' }]);
  expect(peer.mails).toEqual([]);
});

test('A mail that is not yet sent when its tip is forgotten is not sent', async () => {
  await peer.goDown();
  const outbox = world.start();
  await world.oweMail(aTip());
  await vi.waitFor(async () => expect((await outbox.health([TIP_MAIL])).waiting).toBe(3));
  await world.database.write(trx => dropOwed(trx, world.clock(), TIP_MAIL, '12'));
  await peer.comeBack();
  world.clock.move(15 * MINUTE);
  outbox.wake();
  await outbox.retry();
  await new Promise(resolve => setTimeout(resolve, 300));
  expect(peer.mails).toEqual([]);
});

test('Neither the outbox nor the log keeps a word of the tip, though the server repeats it', async () => {
  peer.refuse('DATA', 451, { text: '4.7.1 [제보 #12] 공장에서 연기가 나요 smoke-at-the-plant' });
  world.start();
  await world.oweMail(aTip({ headline: '공장에서 연기가 나요 smoke-at-the-plant' }));
  await rowsBecome([{ last_error: '451 4.7.1 at DATA' }, {}, {}]);
  const kept = JSON.stringify(await world.rows()) + world.logged.join();
  expect(kept).not.toContain('smoke-at-the-plant');
  expect(kept).not.toContain('공장');
  expect(world.logged.join()).not.toContain('ytn.example.kr');
});

test('A test mail goes to each address and is no tip', async () => {
  const outbox = world.start();
  await world.database.write(trx => oweTestMail(trx, world.clock(), world.config.newsroom.inbox));
  outbox.wake();
  await rowsBecome(Array.from({ length: 3 }, () => ({ kind: TEST_MAIL, state: 'done' })));
  for (const { parsed } of peer.mails) {
    expect(parsed.subject).toBe('[YTN] 시험 메일이에요');
    expect(parsed.headers.has('x-jebo-tip')).toBe(false);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.text).toContain('https://tips.example.kr/admin');
  }
  expect(new Set(ids()).size).toBe(3);
});

test('The check says in a short code why nothing could be sent', async () => {
  await expect(world.post.check()).resolves.toBeUndefined();
  await peer.goDown();
  await expect(world.post.check()).rejects.toMatchObject({ reason: 'ECONNREFUSED' });
  const nowhere = createSmtpPost(world.config, 'smtp://no-such-host.invalid');
  await expect(nowhere.check()).rejects.toMatchObject({ reason: expect.stringMatching(/^[A-Z_]+$/) });
});
