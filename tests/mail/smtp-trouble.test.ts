import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { beforeEach, expect, test } from 'vitest';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE } from '../support/clock.ts';
import { freePort } from '../support/free-port.ts';
import { createSmtpPeer, type SmtpPeer } from '../support/smtp.ts';
import { waitFor } from '../support/wait-for.ts';
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

test('A dead server loses nothing: when it is back, every mail arrives once per tip and address', async () => {
  await peer.goDown();
  const jobs = world.start();
  for (let number = 1; number <= 8; number++) await world.enqueueMail(aTip({ number }));
  await waitFor(async () => expect((await jobs.health(['tip mail'])).waiting).toBe(24));
  expect(await jobs.health(['tip mail'])).toMatchObject({
    since: world.clock(),
    lastError: 'ECONNREFUSED',
    setAside: 0,
  });
  for (let probes = 1; probes <= 3; probes++) {
    world.clock.move(15 * MINUTE);
    jobs.wake();
    await waitFor(async () => expect(await world.pauses()).toMatchObject([{ probes }]));
  }
  await peer.comeBack();
  world.clock.move(15 * MINUTE);
  jobs.wake();
  await rowsBecome(Array.from({ length: 24 }, () => ({ state: 'done' })));
  expect(peer.mails).toHaveLength(24);
  expect(new Set(ids()).size).toBe(24);
  expect(await jobs.health(['tip mail'])).toEqual({ waiting: 0, since: null, lastError: null, setAside: 0 });
});

test('A connection that breaks after the final dot gives a second mail with the same Message-ID', async () => {
  world = await createMailWorld({ smtpUrl: peer.url });
  peer.dropAfterData();
  const jobs = world.start();
  await world.enqueueMail(aTip());
  await rowsBecome([{ state: 'owed', attempts: 1, settled_at: world.clock() }]);
  peer.behave();
  world.clock.move(5_000);
  jobs.wake();
  await rowsBecome([{ state: 'done', attempts: 2 }]);
  expect(ids()).toEqual(['<tip-12.1.k3m9@desk.example.kr>', '<tip-12.1.k3m9@desk.example.kr>']);
});

test.each(['CONNECT', 'RCPT', 'DATA'] as const)(
  'A server that hangs at %s times out and the mail is owed',
  async step => {
    world = await createMailWorld({ smtpUrl: peer.url, timeouts: { greeting: 4_000, silence: 4_000 } });
    peer.hang(step);
    const jobs = world.start();
    await world.enqueueMail(aTip());
    await rowsBecome([{ state: 'owed', last_error: 'ETIMEDOUT' }]);
    peer.behave();
    // A machine that stands still for longer than a time-out makes it look as if the server did.
    await waitFor(async () => {
      world.clock.move(15 * MINUTE);
      jobs.wake();
      expect(await world.rows()).toMatchObject([{ state: 'done' }]);
    });
    expect(new Set(ids())).toEqual(new Set(['<tip-12.1.k3m9@desk.example.kr>']));
  },
);

test('A server whose every send takes too long is given up for this time', async () => {
  world = await createMailWorld({ smtpUrl: peer.url, timeouts: { whole: 300 } });
  peer.hang('DATA');
  world.start();
  await world.enqueueMail(aTip());
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
  await world.enqueueMail(aTip({ files: [file] }));
  await rowsBecome([{ state: 'owed', last_error: 'ENOENT' }]);
  expect(whole).toEqual([]);
});
