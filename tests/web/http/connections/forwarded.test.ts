import { request as ask, type ClientRequest } from 'node:http';
import express, { type ErrorRequestHandler } from 'express';
import { expect, test } from 'vitest';
import { Refusal } from '../../../../src/errors.ts';
import { createLog } from '../../../../src/log.ts';
import { createConnections } from '../../../../src/web/http/connections/connections.ts';
import { statusOf } from '../../../../src/web/http/refusal.ts';
import { createWebServer } from '../../../../src/web/http/server.ts';
import { whenDone } from '../../../support/cleanup.ts';
import { createClock, SECOND } from '../../../support/clock.ts';

const ATTACKER = '203.0.113.7';

const sayRefusal: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error instanceof Refusal ? statusOf(error) : 500).end();
};

/** Room for 100 requests behind one proxy; at `/admin` everybody with a cookie is signed in. */
async function createRoom() {
  const clock = createClock();
  const connections = createConnections({ log: createLog(() => {}), trustProxy: 1, most: 100, clock });
  const pages = express()
    .set('trust proxy', 1)
    .use(connections.countForwarded(async request => request.get('cookie') !== undefined))
    .use((request, response) => {
      if (request.get('cookie') !== undefined) connections.ofStaff(request);
      request.resume().on('end', () => response.end('here'));
    })
    .use(sayRefusal);
  const server = createWebServer(pages, { host: '127.0.0.1', port: 0 }, { connections });
  const port = await server.listen();
  whenDone(() => server.drain(AbortSignal.timeout(100)));

  const begin = (from: string, headers = {}): ClientRequest => {
    const sent = ask({
      port,
      method: 'POST',
      agent: false,
      headers: { 'X-Forwarded-For': from, 'Transfer-Encoding': 'chunked', ...headers },
    });
    sent.on('error', () => {}).flushHeaders();
    whenDone(() => void sent.destroy());
    return sent;
  };
  /** A body that begins and does not end. */
  const hold = async (from: string, headers = {}) => {
    const before = connections.open() + connections.shed();
    begin(from, headers).write('a');
    await expect.poll(() => connections.open() + connections.shed(), { interval: 1 }).not.toBe(before);
  };
  const post = (from: string, headers = {}) =>
    new Promise<number | string>(resolve => {
      const sent = begin(from, headers);
      sent.on('response', response => resolve(response.resume().statusCode ?? 0));
      sent.on('error', error => resolve(error.message));
      sent.end('a');
    });
  return { clock, connections, hold, post };
}

test('behind a proxy the requests of each forwarded address count, and not the proxy’s connections', async () => {
  const { connections, hold, post } = await createRoom();
  for (let count = 0; count < 60; count++) await hold(ATTACKER);
  expect(connections.open()).toBe(50);
  expect(await post(ATTACKER)).toBe(503);
  for (let reader = 1; reader <= 5; reader++) expect(await post(`198.51.100.${reader}`)).toBe(200);
  await expect.poll(connections.open).toBe(50);
});

test('behind a proxy too, the slowest of an address gives way to one of its own that comes later', async () => {
  const { clock, connections, hold, post } = await createRoom();
  for (let count = 0; count < 50; count++) await hold(ATTACKER);
  clock.move(11 * SECOND);
  expect(await post(ATTACKER)).toBe(200);
  await expect.poll(connections.open).toBe(49);
});

test('signed-in staff come in where their address has its share, and give way to nobody', async () => {
  const { clock, connections, hold, post } = await createRoom();
  const cookie = { Cookie: 'jebo=session' };
  await hold(ATTACKER, cookie);
  for (let count = 0; count < 60; count++) await hold(ATTACKER);
  expect(await post(ATTACKER, cookie)).toBe(200);
  for (let count = 0; count < 9; count++) await hold(ATTACKER, cookie);
  expect(await post(ATTACKER, cookie)).toBe(503);
  // All that the address has beside its staff gives way to the next of it, and then there is none left that may.
  clock.move(11 * SECOND);
  for (let count = 0; count < 49; count++) await hold(ATTACKER);
  const before = connections.shed();
  expect(await post(ATTACKER)).toBe(503);
  expect(connections.shed() - before).toBe(1);
});
