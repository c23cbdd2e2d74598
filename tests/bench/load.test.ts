import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { measure, repeat } from '../../bench/load.ts';
import { rangeLatency, receive } from '../../bench/transfers.ts';
import { whenDone } from '../support/cleanup.ts';

const load = { path: '/', method: 'GET' } as const;

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  whenDone(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** Every tenth answer goes wrong: a busy machine may give no more than some dozens in a second. */
function seldom(fail: RequestListener): RequestListener {
  let count = 0;
  return (request, response) => {
    count += 1;
    if (count % 10 === 0) fail(request, response);
    else response.end('well');
  };
}

test('what is answered well is counted', async () => {
  const origin = await serve((_request, response) => response.end('well'));
  expect((await measure(origin, load, 4, 1)).perSecond).toBeGreaterThan(0);
  await repeat(origin, load, 4, 400);
});

test.each<[string, RequestListener]>([
  ['refused', (_request, response) => response.writeHead(503).end()],
  ['sent elsewhere', (_request, response) => response.writeHead(303, { Location: '/' }).end()],
  ['broken off', request => request.socket.destroy()],
])('one request in ten that is %s counts for no speed: there is no figure at all', async (_what, fail) => {
  const origin = await serve(seldom(fail));
  await expect(measure(origin, load, 4, 1)).rejects.toThrow('were not as they should be');
  await expect(repeat(origin, load, 4, 400)).rejects.toThrow('were not as they should be');
});

test('a file that is sent short is no fast transfer', async () => {
  const origin = await serve((_request, response) => response.end('short'));
  await receive(origin, 0);
  await expect(receive(origin, 1)).rejects.toThrow('answered no more than 5 bytes');
});

test('a range that is not answered as a range of its length counts for no latency', async () => {
  const part = { megabytes: 1, length: 5, times: 2 };
  const whole = await serve((_request, response) => response.end('whole'));
  const short = await serve((_request, response) => response.writeHead(206).end('cut'));
  const right = await serve((_request, response) => response.writeHead(206).end('right'));
  await expect(rangeLatency(whole, part)).rejects.toThrow('was answered 200');
  await expect(rangeLatency(short, part)).rejects.toThrow('with 3 bytes');
  expect(await rangeLatency(right, part)).toBeGreaterThan(0);
});
