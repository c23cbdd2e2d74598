import { once } from 'node:events';
import { get, type RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createLog } from '../../../../src/log.ts';
import { createConnections } from '../../../../src/web/http/connections/connections.ts';
import { createWebServer } from '../../../../src/web/http/server.ts';
import { whenDone } from '../../../support/cleanup.ts';
import { createClock, MINUTE, SECOND } from '../../../support/clock.ts';

const MB = 1024 * 1024;

/** Answers at once, when a body has come, with more than a line holds, or never. */
const answer: RequestListener = (request, response) => {
  if (request.url === '/never') return;
  if (request.url === '/large') return void response.end(Buffer.alloc(64 * MB));
  request.resume().on('end', () => response.end('here'));
};

/** Room for 200. Each address of this machine is a client; the third number of it is its network, and 127.0.0.1 is loopback. */
async function createRoom() {
  const clock = createClock();
  const lines: string[] = [];
  const connections = createConnections({
    log: createLog(line => lines.push(JSON.parse(line).msg)),
    trustProxy: 0,
    most: 200,
    clock,
    bucketOf: address => ({
      bucket: address === '127.0.0.1' ? null : address,
      network: address.split('.').slice(0, 3).join('.'),
    }),
  });
  const timeouts = { head: MINUTE, silence: MINUTE, look: HOUR };
  const server = createWebServer(answer, { host: '0.0.0.0', port: 0 }, { connections, timeouts });
  const port = await server.listen();
  whenDone(() => server.drain(AbortSignal.timeout(100)));
  const open = async (from: string, text: string): Promise<Socket> => {
    const before = connections.open() + connections.shed();
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    socket.on('error', () => {});
    whenDone(() => void socket.destroy());
    await once(socket, 'connect');
    socket.write(text);
    await expect.poll(() => connections.open() + connections.shed(), { interval: 1 }).not.toBe(before);
    return socket;
  };
  const openMany = async (count: number, from: (index: number) => string, text = TRICKLE) => {
    const all: Socket[] = [];
    for (let index = 0; index < count; index++) all.push(await open(from(index), text));
    return all;
  };
  const read = (from: string) =>
    new Promise<string>(resolve => {
      const options = { port, host: '127.0.0.1', localAddress: from, agent: false };
      get(options, response => response.setEncoding('utf8').once('data', resolve)).once('error', error =>
        resolve(error.message),
      );
    });
  return { clock, lines, connections, open, openMany, read };
}

const HOUR = 60 * MINUTE;
const postOf = (length: number, path = '/') =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`;
/** The beginning of a body whose rest never comes. */
const TRICKLE = `${postOf(90_000)}a`;
const isClosed = (socket: Socket) => socket.closed || socket.destroyed;

test('one address may take half of all, and leaves the other half to others', async () => {
  const { connections, openMany, read } = await createRoom();
  await openMany(150, () => '127.0.1.2');
  expect(connections.open()).toBe(100);
  const readers = Array.from({ length: 20 }, (_, index) => read(`127.0.2.${index + 1}`));
  expect(new Set(await Promise.all(readers))).toEqual(new Set(['here']));
});

test('beyond its share an address gives up its own slowest, and a reader beside it comes in', async () => {
  const { clock, connections, openMany, read } = await createRoom();
  const slow = await openMany(100, () => '127.0.1.2');
  clock.move(11 * SECOND);
  expect(await read('127.0.1.2')).toBe('here');
  await expect.poll(() => slow.filter(isClosed).length).toBe(1);
  expect(connections.shed()).toBe(1);
});

test('when many addresses have taken all, the slowest go and who sends on stays', async () => {
  const { clock, connections, open, openMany, read } = await createRoom();
  const phone = await open('127.0.9.9', `${postOf(90_000)}${'a'.repeat(2_000)}`);
  const slow = await openMany(199, index => `127.0.${10 + (index % 25)}.${1 + Math.floor(index / 25)}`);
  expect(connections.open()).toBe(200);
  clock.move(11 * SECOND);
  for (let reader = 1; reader <= 20; reader++) expect(await read(`127.0.99.${reader}`)).toBe('here');
  expect(slow.filter(isClosed).length).toBeGreaterThan(0);
  expect(isClosed(phone)).toBe(false);
});

test('many addresses of one network have a share together', async () => {
  const { connections, openMany, read } = await createRoom();
  await openMany(100, index => `127.0.${100 + index}.1`);
  await openMany(80, index => `127.0.1.${index + 1}`);
  expect(connections.open()).toBe(140);
  expect(await read('127.0.2.1')).toBe('here');
});

test('loopback, as an onion service, may take half, however many others there are', async () => {
  const { connections, openMany, read } = await createRoom();
  await openMany(90, index => `127.0.${100 + index}.1`);
  await openMany(120, () => '127.0.0.1');
  expect(connections.open()).toBe(190);
  expect(await read('127.0.2.1')).toBe('here');
});

test('who goes nowhere for a minute is cut in a crowd, and while there is room nobody is', async () => {
  const { clock, connections, open, openMany, read, lines } = await createRoom();
  const many = await openMany(90, index => `127.0.${1 + index}.1`);
  const unread = await open('127.0.200.1', 'GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
  unread.pause();
  const waiting = await open('127.0.200.2', postOf(1, '/never'));
  waiting.write('a');
  const pass = (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      clock.move(MINUTE);
      connections.look();
    }
  };
  pass(5);
  expect([connections.shed(), lines]).toEqual([0, []]);

  const phones = await openMany(10, index => `127.0.${220 + index}.1`);
  clock.move(MINUTE / 2);
  for (const phone of phones) phone.write('a'.repeat(1_000));
  // When this is answered, what was sent before it has been read.
  expect(await read('127.0.240.1')).toBe('here');
  await expect.poll(() => connections.open()).toBe(102);
  clock.move(MINUTE / 2);
  connections.look();
  await expect.poll(() => many.filter(isClosed).length).toBe(90);
  await expect.poll(() => isClosed(unread.resume())).toBe(true);
  expect(phones.filter(isClosed)).toEqual([]);
  expect(isClosed(waiting)).toBe(false);
  pass(2);
  expect(lines).toEqual([
    'connections are shed: too many are held by one address, or go nowhere',
    'connections are shed no longer',
  ]);
});
