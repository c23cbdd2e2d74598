import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE, SECOND } from '../support/clock.ts';
import { freePort } from '../support/free-port.ts';
import { waitFor } from '../support/wait-for.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';
import { createScriptedPeer } from './scripted-peer.ts';

/** It lets in whoever knows the password of now, `most` at once, and counts. */
async function createGuardedServer({ password = 'right', most = 100 } = {}) {
  const counts = { signIns: 0, connections: 0, atOnce: 0, widest: 0, mails: 0 };
  const guard = { password, most, hold: 0 };
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth({ password: given }, _session, answer) {
      counts.signIns += 1;
      if (given === guard.password) return answer(null, { user: 'desk' });
      answer(Object.assign(new Error('5.7.8 Authentication failed'), { responseCode: 535 }));
    },
    onData(stream, _session, answer) {
      stream.resume();
      stream.on('end', () =>
        setTimeout(() => {
          counts.mails += 1;
          answer();
        }, guard.hold),
      );
    },
    onConnect(_session, answer) {
      counts.connections += 1;
      counts.atOnce += 1;
      counts.widest = Math.max(counts.widest, Math.min(counts.atOnce, guard.most + 1));
      if (counts.atOnce <= guard.most) return answer();
      answer(
        Object.assign(new Error('4.7.0 Error: too many connections from 127.0.0.1'), { responseCode: 421 }),
      );
    },
    onClose() {
      counts.atOnce -= 1;
    },
  });
  server.on('error', () => {});
  const port = await freePort();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  whenDone(() => new Promise<void>(resolve => server.close(resolve)));
  return { counts, guard, url: `smtp://desk:right@127.0.0.1:${port}` };
}

const enqueueTips = async (world: MailWorld, count: number, first = 1) => {
  for (let number = first; number < first + count; number++) await world.enqueueMail(aTip({ number }));
};
const paused = (world: MailWorld, facts: object = {}) =>
  waitFor(async () => expect(await world.pauses()).toMatchObject([{ ended_at: null, ...facts }]));
const allDone = (world: MailWorld) =>
  waitFor(async () => expect((await world.rows()).filter(({ state }) => state !== 'done')).toEqual([]));

test('A wrong password with 30 tips waiting is asked again a handful of times in five minutes', async () => {
  const { counts, guard, url } = await createGuardedServer({ password: 'another' });
  const world = await createMailWorld({ smtpUrl: url });
  const jobs = world.start();
  await enqueueTips(world, 30);
  await paused(world, { reason: '535 5.7.8 at AUTH PLAIN' });
  for (let gone = 0; gone < 5 * MINUTE; gone += 5 * SECOND) {
    world.clock.move(5 * SECOND);
    jobs.wake();
    await waitFor(async () => expect((await world.pauses())[0]?.probe_due).toBeGreaterThan(world.clock()));
  }
  await waitFor(() => expect(counts.signIns).toBeGreaterThanOrEqual(5));
  expect(counts.signIns).toBeLessThanOrEqual(9);
  expect((await world.rows()).every(({ state, attempts }) => state === 'owed' && attempts === 0)).toBe(true);

  guard.password = 'right';
  world.clock.move(15 * MINUTE);
  jobs.wake();
  await allDone(world);
  expect(counts.mails).toBe(30);
});

test('A password that becomes wrong while connections are open costs one sign-in, not one for each', async () => {
  const { counts, guard, url } = await createGuardedServer({ password: 'another' });
  const world = await createMailWorld({ smtpUrl: url });
  world.start();
  await enqueueTips(world, 10);
  await paused(world);
  // A letter that is just being composed when the first is refused may ask once more.
  expect(counts.signIns).toBeLessThanOrEqual(2);
  expect(guard.password).toBe('another');
});

test.each([
  ['GREETING', '421 4.3.2 Service not available', '421 4.3.2 at CONN'],
  ['GREETING', '450 4.3.2 Come back later', '450 4.3.2 at CONN'],
  ['GREETING', '554 5.3.2 No service', '554 5.3.2 at CONN'],
  ['EHLO', '421 4.3.2 Not now', '421 4.3.2 at EHLO'],
  ['AUTH', '454 4.7.0 Temporary authentication failure', '454 4.7.0 at AUTH PLAIN'],
  ['AUTH', '432 4.7.12 A password transition is needed', '432 4.7.12 at AUTH PLAIN'],
  ['RCPT', '421 4.3.0 Closing', '421 4.3.0 at RCPT TO'],
] as const)('An answer at %s of %s is the trouble of the server', async (command, answer, reason) => {
  const EHLO = '250-peer.example\r\n250 AUTH PLAIN';
  const AUTH = '235 2.7.0 Ok';
  const peer = await createScriptedPeer({ answers: { EHLO, AUTH, [command]: answer } });
  const world = await createMailWorld({ smtpUrl: peer.url.replace('//', '//desk:right@') });
  world.start();
  await world.enqueueMail(aTip());
  await waitFor(async () => expect(await world.pauses()).toMatchObject([{ reason }]));
});

test('A server that takes two connections gets two, and every mail arrives at once', async () => {
  const { counts, guard, url } = await createGuardedServer({ most: 2 });
  guard.hold = 20;
  const world = await createMailWorld({ smtpUrl: url });
  world.start();
  await enqueueTips(world, 60);
  await allDone(world);
  expect(counts.mails).toBe(60);
  expect((await world.rows()).every(({ attempts }) => attempts === 1)).toBe(true);
  expect(await world.pauses()).toEqual([]);
  expect(counts.connections).toBeLessThanOrEqual(8);
});

test('As many connections are opened as the URL says', async () => {
  const { counts, guard, url } = await createGuardedServer();
  guard.hold = 20;
  const world = await createMailWorld({ smtpUrl: `${url}?maxConnections=3` });
  world.start();
  await enqueueTips(world, 30);
  await allDone(world);
  expect(counts.widest).toBe(3);
});

test('A server that always says a little more is not asked for ever', async () => {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket.on('error', () => {}));
    socket.write('220 peer.example\r\n');
    const more = setInterval(() => socket.write('250-peer.example\r\n'), 50);
    socket.on('close', () => clearInterval(more));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  whenDone(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const { mailer } = await createMailWorld({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    timeouts: { whole: 500 },
  });
  await expect(mailer.check()).rejects.toMatchObject({ reason: 'EABORT' });
});

test('Connections that wait go back, so that another process gets them', async () => {
  const { counts, guard, url } = await createGuardedServer({ most: 3 });
  guard.hold = 20;
  const world = await createMailWorld({ smtpUrl: `${url}?maxConnections=3` });
  world.start();
  await enqueueTips(world, 12);
  await allDone(world);
  expect(counts.widest).toBe(3);
  await waitFor(() => expect(counts.atOnce).toBe(0));
  await expect(world.mailer.check()).resolves.toBeUndefined();
});
