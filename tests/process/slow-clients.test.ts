import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createConnections } from '../../src/web/http/connections/connections.ts';
import { createWebServer } from '../../src/web/http/server.ts';
import { whenDone } from '../support/cleanup.ts';
import { createServerProcess } from '../support/server-process.ts';

const MB = 1024 * 1024;

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  whenDone(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

const median = (times: number[]) => times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0;

/** Milliseconds that a page took, asked for so many times, once after the other. */
async function timesOf(count: number, url: string): Promise<number[]> {
  const times: number[] = [];
  for (let time = 0; time < count; time++) {
    const begun = performance.now();
    const answer = await fetch(url);
    await answer.text();
    expect(answer.status).toBe(200);
    times.push(performance.now() - begun);
  }
  return times;
}

/** Closed or reset: what was on its way when it was cut may make it either. */
const untilGone = (socket: Socket) =>
  new Promise<void>(resolve => socket.resume().once('close', () => resolve()));

test('while a thousand connections send a byte a second, a reader is served at once and the memory stays small', async () => {
  const server = await createServerProcess();
  await server.start();
  // So many that the process has grown to what it works in.
  const alone = await timesOf(200, `${server.url}/`);
  const before = await server.memory();
  const port = Number(new URL(server.url).port);
  const slow = await Promise.all(Array.from({ length: 1_000 }, () => open(port)));
  for (const socket of slow.slice(0, 500)) socket.write('GET / HTTP/1.1\r\nHost: a\r\nX: ');
  for (const socket of slow.slice(500))
    socket.write(
      'POST /tips HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\n',
    );
  let drips = 0;
  const drip = setInterval(() => {
    drips += 1;
    for (const socket of slow) socket.write('a');
  }, 1_000);
  whenDone(() => clearInterval(drip));
  await expect.poll(() => drips).toBe(2);

  // Generous, and by what it took on this machine before: it tells of who waits for others, not of a slow machine.
  expect(median(await timesOf(50, `${server.url}/`))).toBeLessThan(500 + 10 * median(alone));
  expect(slow.filter(socket => socket.destroyed)).toHaveLength(0);
  expect((await server.memory()) - before).toBeLessThan(50 * MB);
});

test('a slow body is taken however long it lasts; one that falls silent is cut, and so is a head that never ends', async () => {
  // Seconds, for a machine that stands still now and then.
  const SILENCE = 6_000;
  const timeouts = { head: SILENCE, silence: SILENCE, look: 100 };
  const connections = createConnections({ log: createLog(() => {}), trustProxy: 0 });
  let arrived = 0;
  const server = createWebServer(
    (request, response) => {
      request.setEncoding('utf8').on('data', text => (arrived += text.split('a').length - 1));
      request.on('end', () => response.end('all there'));
    },
    { host: '127.0.0.1', port: 0 },
    { connections, timeouts },
  );
  const port = await server.listen();
  whenDone(() => server.drain(AbortSignal.timeout(1_000)));
  const post = 'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 30\r\n\r\n';
  const [steady, silent, endless] = await Promise.all([open(port), open(port), open(port)]);
  const closings = [steady, silent, endless].map(untilGone);
  let answer = '';
  steady.setEncoding('utf8').on('data', text => (answer += text));
  steady.write(post);
  silent.write(`${post}xyz`);
  endless.write('GET / HTTP/1.1\r\nX: ');
  const drip = setInterval(() => void (endless.destroyed || endless.write('a')), 100);
  whenDone(() => clearInterval(drip));
  // Its head and its body take longer than anybody may be silent, but each byte comes well within that.
  const begun = performance.now();
  for (let sent = 1; sent <= 30; sent++) {
    steady.write('a');
    await expect.poll(() => arrived, { interval: 10 }).toBe(sent);
    await expect
      .poll(() => performance.now() - begun, { interval: 10 })
      .toBeGreaterThan((sent * SILENCE) / 20);
  }
  await Promise.all(closings);
  expect(answer).toContain('all there');
});
