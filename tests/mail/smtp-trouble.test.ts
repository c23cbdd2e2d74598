import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { beforeEach, expect, test, vi } from 'vitest';
import { TIP_MAIL } from '../../src/tips/receive.ts';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE } from '../support/clock.ts';
import { freePort } from '../support/free-port.ts';
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

test('A dead server loses nothing: when it is back, every mail arrives once per tip and address', async () => {
  await peer.goDown();
  const outbox = world.start();
  for (let number = 1; number <= 8; number++) await world.oweMail(aTip({ number }));
  await vi.waitFor(async () => expect((await outbox.health([TIP_MAIL])).waiting).toBe(24), {
    timeout: 10_000,
  });
  expect(await outbox.health([TIP_MAIL])).toMatchObject({
    since: world.clock(),
    lastError: 'ECONNREFUSED',
    setAside: 0,
  });
  for (let hour = 0; hour < 3; hour++) {
    world.clock.move(15 * MINUTE);
    outbox.wake();
    await vi.waitFor(
      async () => {
        for (const row of await world.rows()) expect(row.settled_at).toBe(world.clock());
      },
      { timeout: 10_000 },
    );
  }
  await peer.comeBack();
  world.clock.move(15 * MINUTE);
  outbox.wake();
  await rowsBecome(Array.from({ length: 24 }, () => ({ state: 'done' })));
  expect(peer.mails).toHaveLength(24);
  expect(new Set(ids()).size).toBe(24);
  expect(await outbox.health([TIP_MAIL])).toEqual({ waiting: 0, since: null, lastError: null, setAside: 0 });
});

test('A connection that breaks after the final dot gives a second mail with the same Message-ID', async () => {
  world = await createMailWorld({ smtpUrl: peer.url });
  peer.dropAfterData();
  const outbox = world.start();
  await world.oweMail(aTip());
  await rowsBecome([{ state: 'owed', attempts: 1, settled_at: world.clock() }]);
  peer.behave();
  world.clock.move(5_000);
  outbox.wake();
  await rowsBecome([{ state: 'done', attempts: 2 }]);
  expect(ids()).toEqual(['<tip-12.1@desk.example.kr>', '<tip-12.1@desk.example.kr>']);
});

test.each(['CONNECT', 'RCPT', 'DATA'] as const)(
  'A server that hangs at %s times out and the mail is owed',
  async step => {
    world = await createMailWorld({ smtpUrl: peer.url, patience: { greeting: 300, silence: 300 } });
    peer.hang(step);
    const outbox = world.start();
    await world.oweMail(aTip());
    await rowsBecome([{ state: 'owed', last_error: 'ETIMEDOUT' }]);
    peer.behave();
    world.clock.move(5_000);
    outbox.wake();
    await rowsBecome([{ state: 'done' }]);
    expect(new Set(ids())).toEqual(new Set(['<tip-12.1@desk.example.kr>']));
  },
);

test('A server whose every send takes too long is given up for this time', async () => {
  world = await createMailWorld({ smtpUrl: peer.url, patience: { whole: 300 } });
  peer.hang('DATA');
  world.start();
  await world.oweMail(aTip());
  await rowsBecome([{ state: 'owed', last_error: 'EABORT' }]);
});

test('A file that cannot be read makes no half mail: the mail is owed', async () => {
  const whole: string[] = [];
  const listener = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, answer) {
      stream.resume();
      // A client that breaks off is what this test is about.
      stream.on('error', () => {});
      stream.on('end', () => {
        whole.push(...envelope.rcptTo.map(({ address }) => address));
        answer();
      });
    },
  });
  listener.on('error', () => {});
  const port = await freePort();
  await once(listener.listen(port, '127.0.0.1'), 'listening');
  whenDone(() => new Promise<void>(resolve => listener.close(resolve)));
  world = await createMailWorld({ smtpUrl: `smtp://127.0.0.1:${port}` });
  const file = await world.aFile('사진.jpg', Buffer.alloc(2_000, 7));
  await world.removeFile(file);
  world.start();
  await world.oweMail(aTip({ files: [file] }));
  await rowsBecome([{ state: 'owed', last_error: 'ENOENT' }]);
  expect(whole).toEqual([]);
});
