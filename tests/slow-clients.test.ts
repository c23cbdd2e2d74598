import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createWebServer } from '../src/web/server.ts';
import { whenDone } from './support/cleanup.ts';
import { createServerProcess } from './support/server-process.ts';

const MB = 1024 * 1024;

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  whenDone(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

test('while a thousand connections send a byte a second, a reader is served at once and the memory stays small', async () => {
  const server = await createServerProcess();
  await server.start();
  for (let i = 0; i < 50; i++) await (await fetch(`${server.url}/`)).text();
  const before = await server.memory();
  const port = Number(new URL(server.url).port);
  const slow = await Promise.all(Array.from({ length: 1_000 }, () => open(port)));
  for (const socket of slow.slice(0, 500)) socket.write('GET / HTTP/1.1\r\nHost: a\r\nX: ');
  for (const socket of slow.slice(500))
    socket.write(
      'POST /tips HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\n',
    );
  const drip = setInterval(() => slow.forEach(socket => void socket.write('a')), 1_000);
  whenDone(() => clearInterval(drip));
  await wait(2_500);

  const times: number[] = [];
  for (let i = 0; i < 50; i++) {
    const begun = performance.now();
    const answer = await fetch(`${server.url}/`);
    await answer.text();
    expect(answer.status).toBe(200);
    times.push(performance.now() - begun);
  }
  // Generous, for a loaded machine: it tells of who waits for others, not of a slow machine.
  expect(times.sort((one, other) => one - other)[25]).toBeLessThan(500);
  expect(slow.filter(socket => socket.destroyed)).toHaveLength(0);
  expect((await server.memory()) - before).toBeLessThan(50 * MB);
});

test('a slow body is taken however long it lasts; one that falls silent is cut, and so is a head that never ends', async () => {
  const patience = { head: 1_000, silence: 1_000, look: 100 };
  const server = createWebServer(
    (request, response) => {
      request.resume().on('end', () => response.end('all there'));
    },
    { host: '127.0.0.1', port: 0 },
    patience,
  );
  const port = await server.listen();
  whenDone(() => server.drain(AbortSignal.timeout(1_000)));
  const post = 'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 12\r\n\r\n';
  const [steady, silent, endless] = await Promise.all([open(port), open(port), open(port)]);
  const closings = [silent, endless].map(socket => once(socket.resume(), 'close'));
  let answer = '';
  steady.setEncoding('utf8').on('data', text => (answer += text));
  steady.write(post);
  silent.write(`${post}abc`);
  endless.write('GET / HTTP/1.1\r\nX: ');
  const drip = setInterval(() => void (endless.destroyed || endless.write('a')), 100);
  whenDone(() => clearInterval(drip));
  for (let i = 0; i < 12; i++) {
    await wait(250);
    steady.write('a');
  }
  await once(steady, 'close');
  expect(answer).toContain('all there');
  await Promise.all(closings);
});
