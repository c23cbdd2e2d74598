import { beforeEach, describe, expect, test } from 'vitest';
import { drop } from '../../src/jobs/enqueue.ts';
import { enqueueTestMail } from '../../src/mail/enqueue-test-mail.ts';
import { createSmtpMailer } from '../../src/mail/smtp/smtp-mailer.ts';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE } from '../support/clock.ts';
import { createSmtpPeer, type SmtpPeer } from '../support/smtp.ts';
import { waitFor } from '../support/wait-for.ts';
import { addViewer } from '../tips/tip-world.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

const inbox = 'day@ytn.example.kr, night@ytn.example.kr, web@ytn.example.kr';

let peer: SmtpPeer;
let world: MailWorld;
beforeEach(async () => {
  peer = await createSmtpPeer();
  world = await createMailWorld({ smtpUrl: peer.url, inbox });
});

const rowsBecome = (rows: object[]) => waitFor(async () => expect(await world.rows()).toMatchObject(rows));
const ids = () => peer.mails.map(mail => mail.parsed.messageId).sort();

test('Each address gets one mail of its own, with its own Message-ID', async () => {
  world.start();
  await world.enqueueMail(aTip());
  await rowsBecome([{ state: 'done' }, { state: 'done' }, { state: 'done' }]);
  expect(peer.mails.map(mail => mail.to).sort()).toEqual([
    ['day@ytn.example.kr'],
    ['night@ytn.example.kr'],
    ['web@ytn.example.kr'],
  ]);
  expect(ids()).toEqual([
    '<tip-12.1.k3m9@desk.example.kr>',
    '<tip-12.2.k3m9@desk.example.kr>',
    '<tip-12.3.k3m9@desk.example.kr>',
  ]);
  expect(new Set(peer.mails.map(mail => mail.from))).toEqual(new Set(['tips@desk.example.kr']));
});

test('A 4xx is tried again until it is taken', async () => {
  peer.refuse('RCPT', 450, { recipient: 'night@ytn.example.kr' });
  const jobs = world.start();
  await world.enqueueMail(aTip());
  await rowsBecome([{ state: 'done' }, { state: 'owed', last_error: '450 at RCPT TO' }, { state: 'done' }]);
  expect(await jobs.health(['tip mail'])).toMatchObject({
    waiting: 1,
    setAside: 0,
    lastError: '450 at RCPT TO',
  });
  peer.behave();
  world.clock.move(5_000);
  jobs.wake();
  await rowsBecome([{ state: 'done' }, { state: 'done', attempts: 2, last_error: null }, { state: 'done' }]);
  expect(peer.mails).toHaveLength(3);
});

test('A 5xx at RCPT sets that address aside while the others get their mail, and one press tries it again', async () => {
  peer.refuse('RCPT', 550, { text: '5.1.1 No such user', recipient: 'night@ytn.example.kr' });
  const jobs = world.start();
  await world.enqueueMail(aTip());
  await rowsBecome([
    { state: 'done' },
    { state: 'set aside', last_error: '550 5.1.1 at RCPT TO' },
    { state: 'done' },
  ]);
  world.clock.move(60 * MINUTE);
  jobs.wake();
  peer.behave();
  await jobs.retry();
  await rowsBecome([{ state: 'done' }, { state: 'done' }, { state: 'done' }]);
  expect(ids()).toHaveLength(3);
});

test('A 5xx at DATA sets the mail aside', async () => {
  peer.refuse('DATA', 554, { text: '5.7.1 Not wanted' });
  world.start();
  await world.enqueueMail(aTip());
  await rowsBecome(
    Array.from({ length: 3 }, () => ({ state: 'set aside', last_error: '554 5.7.1 at DATA', attempts: 1 })),
  );
});

test.each([
  ['RCPT', 'RCPT TO'],
  ['DATA', 'DATA'],
] as const)(
  'A 503 at %s tells of the connection, not of the mail, which is tried again',
  async (step, command) => {
    peer.refuse(step, 503, { text: '5.5.1 Bad sequence of commands' });
    const jobs = world.start();
    await world.enqueueMail(aTip());
    await rowsBecome(
      Array.from({ length: 3 }, () => ({ state: 'owed', last_error: `503 5.5.1 at ${command}` })),
    );
    peer.behave();
    world.clock.move(5_000);
    jobs.wake();
    await rowsBecome(Array.from({ length: 3 }, () => ({ state: 'done', attempts: 2 })));
  },
);

test('A mail whose files the server refuses is sent with links instead', async () => {
  world = await createMailWorld({ smtpUrl: peer.url });
  const attached: number[] = [];
  const { mailer } = world;
  world.start({
    ...mailer,
    async send(letter, signal) {
      attached.push(letter.attachments.length);
      if (letter.attachments.length > 0) peer.refuse('DATA', 552, { text: '5.3.4 Too large' });
      else peer.behave();
      await mailer.send(letter, signal);
    },
  });
  await world.enqueueMail(aTip({ files: [await world.aFile('사진.jpg', Buffer.alloc(2_000, 7))] }));
  await rowsBecome([{ state: 'done', attempts: 1 }]);
  expect(attached).toEqual([1, 0]);
  expect(peer.mails).toHaveLength(1);
  expect(peer.mails[0]?.parsed.attachments).toEqual([]);
  expect(peer.mails[0]?.parsed.text).toContain('제보 화면에서 받으세요');
});

test('A tip that is forgotten, or was never there, sends nothing', async () => {
  world = await createMailWorld({ smtpUrl: peer.url });
  const { channel, lang, receivedAt, state, outcome, version } = aTip();
  world.start();
  await world.enqueueMail({
    kept: false,
    number: 3,
    channel,
    lang,
    receivedAt,
    state,
    outcome,
    version,
    topic: null,
    turn: null,
    needsNoAnswer: false,
    talkEnded: null,
    forgottenAt: 0,
  });
  await rowsBecome([{ state: 'done' }]);
  world.tips.clear();
  await world.enqueueMail({
    kept: false,
    number: 4,
    channel,
    lang,
    receivedAt,
    state,
    outcome,
    version,
    topic: null,
    turn: null,
    needsNoAnswer: false,
    talkEnded: null,
    forgottenAt: 0,
  });
  world.tips.clear();
  await rowsBecome([{ state: 'done' }, { state: 'done' }]);
  expect(peer.mails).toEqual([]);
});

test('A mail that is not yet sent when its tip is forgotten is not sent', async () => {
  await peer.goDown();
  const jobs = world.start();
  await world.enqueueMail(aTip());
  await waitFor(async () => expect((await jobs.health(['tip mail'])).waiting).toBe(3));
  await world.database.write(trx => drop(trx, world.clock(), { kind: 'tip mail', subject: 12 }));
  await peer.comeBack();
  world.clock.move(15 * MINUTE);
  await jobs.retry();
  // What has been due for longer goes first.
  world.clock.move(1);
  await world.enqueueMail(aTip({ number: 13 }));
  await peer.received(3);
  expect(new Set(peer.mails.map(({ parsed }) => parsed.headers.get('x-jebo-tip')))).toEqual(new Set(['13']));
});

test('Neither a job nor the log keeps a word of the tip, though the server repeats it', async () => {
  peer.refuse('DATA', 451, { text: '4.7.1 [제보 #12] 공장에서 연기가 나요 smoke-at-the-plant' });
  world.start();
  await world.enqueueMail(aTip({ headline: '공장에서 연기가 나요 smoke-at-the-plant' }));
  await rowsBecome([{ last_error: '451 4.7.1 at DATA' }, {}, {}]);
  const kept = JSON.stringify(await world.rows()) + world.logged.join();
  expect(kept).not.toContain('smoke-at-the-plant');
  expect(kept).not.toContain('공장');
  expect(world.logged.join()).not.toContain('ytn.example.kr');
});

test('A test mail goes to each address and is no tip', async () => {
  const jobs = world.start();
  const viewer = await addViewer(world, 'editor@newsroom.example');
  await enqueueTestMail({ ...world, settings: world.config }, viewer);
  jobs.wake();
  await rowsBecome(Array.from({ length: 3 }, () => ({ kind: 'test mail', state: 'done' })));
  for (const { parsed } of peer.mails) {
    expect(parsed.subject).toBe('[YTN] 시험 메일이에요');
    expect(parsed.headers.has('x-jebo-tip')).toBe(false);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.text).toContain('https://tips.example.kr/admin');
  }
  expect(new Set(ids()).size).toBe(3);
});

test('The desk names itself at EHLO by the host of its public address', async () => {
  world.start();
  await world.enqueueMail(aTip());
  await rowsBecome([{ state: 'done' }, { state: 'done' }, { state: 'done' }]);
  expect(new Set(peer.mails.map(mail => mail.client))).toEqual(new Set(['tips.example.kr']));
});

describe('To another machine, a server that offers no TLS', () => {
  // By this name Linux connects to this machine; to the desk it is none of this machine's names.
  const elsewhere = () => `smtp://0.0.0.0:${peer.port}`;

  test('is told nothing', async () => {
    const mailer = createSmtpMailer(world.sender, elsewhere());
    whenDone(() => mailer.close());
    world.start(mailer);
    await world.enqueueMail(aTip());
    const owed = { state: 'owed', last_error: '500 at STARTTLS' };
    await rowsBecome([owed, owed, owed]);
    expect(peer.mails).toEqual([]);
  });

  test('is told all where the address says so', async () => {
    const mailer = createSmtpMailer(world.sender, `${elsewhere()}?ignoreTLS=true`);
    whenDone(() => mailer.close());
    world.start(mailer);
    await world.enqueueMail(aTip());
    await rowsBecome([{ state: 'done' }, { state: 'done' }, { state: 'done' }]);
  });
});

test('The check says in a short code why nothing could be sent', async () => {
  await expect(world.mailer.check()).resolves.toBeUndefined();
  await peer.goDown();
  await expect(world.mailer.check()).rejects.toMatchObject({ reason: 'ECONNREFUSED' });
  const nowhere = createSmtpMailer(world.sender, 'smtp://no-such-host.invalid');
  await expect(nowhere.check()).rejects.toMatchObject({ reason: expect.stringMatching(/^[A-Z_]+$/) });
});
