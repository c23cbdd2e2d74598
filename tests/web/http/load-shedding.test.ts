import { Agent, request as ask } from 'node:http';
import { expect, test } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { createConnections } from '../../../src/web/http/connections/connections.ts';
import { createLoadShedder } from '../../../src/web/http/load-shedding.ts';
import { createWebServer } from '../../../src/web/http/server.ts';
import { createLive } from '../../../src/web/staff/live/live.ts';
import { createWeb } from '../../../src/web/web.ts';
import { whenDone } from '../../support/cleanup.ts';
import { memoryInUse } from '../../support/memory-in-use.ts';
import { createTipWorld } from '../../tips/tip-world.ts';
import { fieldsOf, textOf } from '../page.ts';

const MB = 1024 * 1024;

/** A database whose writes stand still until it is released. */
function holdable(database: Database) {
  let free = Promise.withResolvers<void>();
  free.resolve();
  const held: Database = {
    ...database,
    async write(work) {
      await free.promise;
      return database.write(work);
    },
    async insertTip(tip) {
      await free.promise;
      return database.insertTip(tip);
    },
  };
  const hold = () => {
    free = Promise.withResolvers();
  };
  return { held, hold, release: () => free.resolve() };
}

type Busy = Parameters<typeof createLoadShedder>[0] & { trustProxy?: number };

async function createBusyDesk({ trustProxy = 0, ...limits }: Busy = {}) {
  const { desk } = await createTipWorld();
  const { held, hold, release } = holdable(desk.database);
  const settings = { ...desk.settings, port: 0, trustProxy };
  const jobs = { health: () => Promise.reject(new Error('not asked')), retry: async () => 0 };
  const load = createLoadShedder(limits);
  const connections = createConnections({ log: desk.log, trustProxy });
  const pages = await createWeb(
    { ...desk, settings, database: held },
    { jobs, load, connections, metrics: null, live: createLive(desk) },
  );
  const server = createWebServer(pages, settings, { connections });
  const port = await server.listen();
  whenDone(() => server.drain(AbortSignal.timeout(5_000)));
  whenDone(release);
  return { desk, hold, release, load, url: `http://127.0.0.1:${port}` };
}

type Answer = { status: number; retryAfter: string | undefined; text: string };

/** Each on a connection of its own. */
const post = (url: string, body: string, accept = 'application/json') =>
  new Promise<Answer>((resolve, reject) => {
    const agent = new Agent({ keepAlive: false });
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: accept };
    const sent = ask(`${url}/tips`, { method: 'POST', agent, headers }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', more => (text += more));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

const formOf = (message: string) => new URLSearchParams({ message, lang: 'ko' }).toString();

test('of 2,000 posts at once to a database that stands still, 500 wait, the others are told so at once with all that they typed, and then it takes tips again', async () => {
  const { desk, hold, release, url } = await createBusyDesk();
  hold();
  const inUse = () => Object.values(memoryInUse()).reduce((sum, bytes) => sum + bytes, 0);
  const before = inUse();
  const answers: Answer[] = [];
  const flood = Array.from({ length: 2_000 }, (_, index) =>
    post(url, formOf(`제보 ${index} ${'가'.repeat(500)}`)).then(answer => answers.push(answer)),
  );
  // A test that has failed before the end needs to hear of one error alone.
  const all = Promise.all(flood);
  all.catch(() => {});
  await expect.poll(() => answers.length).toBe(1_500);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(answers.every(({ retryAfter }) => /^([5-9]|1[0-4])$/.test(retryAfter ?? ''))).toBe(true);
  expect(JSON.parse(answers[0]?.text ?? '').errors.form).toMatch(/./);
  const page = await post(url, formOf('무슨 일이 있었는지'), 'text/html');
  expect([page.status, fieldsOf(page.text)['message']]).toEqual([503, '무슨 일이 있었는지']);
  expect(textOf(page.text)).toContain('한꺼번에 많은 제보가 오고 있어서');
  // The 2,000 clients are of this process too.
  expect(inUse() - before).toBeLessThan(250 * MB);

  release();
  await all;
  const taken = answers.filter(({ status }) => status === 201).map(({ text }) => JSON.parse(text).number);
  expect(taken).toHaveLength(500);
  const kept = await desk.database.query.selectFrom('tips').select('number').execute();
  expect(new Set(kept.map(({ number }) => number))).toEqual(new Set(taken));
  expect((await post(url, formOf('그 뒤에'))).status).toBe(201);
});

test('bodies that would fill the memory are refused while others still hold it, and taken again afterwards', async () => {
  const { hold, release, url } = await createBusyDesk();
  hold();
  // 900 kB each: 37 fill the 32 MB that bodies may hold.
  const answers: Answer[] = [];
  const flood = Array.from({ length: 100 }, (_, index) =>
    post(url, formOf(`${index}${'가'.repeat(99_000)}`)).then(answer => answers.push(answer)),
  );
  await expect.poll(() => answers.length).toBeGreaterThanOrEqual(63);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  release();
  await Promise.all(flood);
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter(status => status === 201).length).toBeGreaterThan(0);
  expect(statuses.filter(status => status === 201).length).toBeLessThanOrEqual(37);
  expect((await post(url, formOf('가'.repeat(99_000)))).status).toBe(201);
});

const open = (url: string, headers: Record<string, string>) => {
  const agent = new Agent({ keepAlive: false });
  const sent = ask(`${url}/tips`, {
    method: 'POST',
    agent,
    headers: { Accept: 'application/json', ...headers },
  });
  const answered = new Promise<number>((resolve, reject) => {
    sent.on('response', response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
  });
  answered.catch(() => {});
  return { sent, answered };
};

const MULTIPART = { 'Content-Type': 'multipart/form-data; boundary=b' };
const partOf = (head: string) => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;

test('a body that is answered before its end is not counted once it is gone', async () => {
  const { url } = await createBusyDesk({ heldAtMost: 2 * MB });
  const { sent, answered } = open(url, { 'Content-Type': 'text/plain' });
  for (let sentSoFar = 0; sentSoFar < 8; sentSoFar++) sent.write(Buffer.alloc(MB));
  sent.end();
  expect(await answered).toBe(415);
  expect((await post(url, formOf('그 뒤에'))).status).toBe(201);
});

test('files that take hours to come keep nobody from sending a text, and those beyond what can be carried are told so', async () => {
  const { url } = await createBusyDesk({ transferredAtMost: 3, heldAtMost: MB });
  const video = partOf('name="files"; filename="v.mp4"');
  const slow = Array.from({ length: 3 }, () => open(url, MULTIPART));
  for (const { sent } of slow) {
    sent.write(video);
    sent.write(Buffer.alloc(MB));
  }
  const fourth = async () => {
    const { sent, answered } = open(url, MULTIPART);
    sent.end(`${partOf('name="message"')}글\r\n${video}bytes\r\n--b--\r\n`);
    return answered;
  };
  await expect.poll(fourth).toBe(503);
  expect((await post(url, formOf('글만'))).status).toBe(201);
  for (const { sent } of slow) sent.destroy();
  await expect.poll(fourth).toBe(201);
});

test('fields of a multipart form are held in memory within the same bounds as any others', async () => {
  const { url, load } = await createBusyDesk({ heldAtMost: 6 * MB });
  const field = (name: string) => `${partOf(`name="${name}"`)}${'x'.repeat(0.9 * MB)}\r\n`;
  const many = open(url, MULTIPART);
  for (let count = 0; count < 6; count++) many.sent.write(field(`f${count}`));
  many.sent.end('--b--\r\n');
  expect(await many.answered).toBe(413);

  const [first, second] = [open(url, MULTIPART), open(url, MULTIPART)];
  for (let count = 0; count < 4; count++) first.sent.write(field(`f${count}`));
  await expect.poll(load.held).toBeGreaterThan(3.5 * MB);
  for (let count = 0; count < 4; count++) second.sent.write(field(`f${count}`));
  second.sent.end('--b--\r\n');
  expect(await second.answered).toBe(503);
  first.sent.end('--b--\r\n');
  expect(await first.answered).toBe(422);
  expect((await post(url, formOf('그 뒤에'))).status).toBe(201);
});

test('who sends slowly takes neither the memory nor the places for files from other addresses', async () => {
  const { url, load } = await createBusyDesk({ heldAtMost: 6 * MB, transferredAtMost: 12, trustProxy: 1 });
  const from = (address: string) => ({ ...MULTIPART, 'X-Forwarded-For': address });
  const field = `${partOf('name="message"')}${'x'.repeat(0.9 * MB)}`;
  const file = partOf('name="files"; filename="v.mp4"');
  const attack = (times: number, part: string) => {
    for (let time = 0; time < times; time++) {
      const { sent } = open(url, from('203.0.113.7'));
      whenDone(() => void sent.destroy());
      sent.write(part);
    }
  };
  attack(8, field);
  await expect.poll(load.held).toBeGreaterThan(2.5 * MB);
  expect(load.held()).toBeLessThanOrEqual(3.1 * MB);
  const text = open(url, from('198.51.100.1'));
  text.sent.end(`${field}\r\n--b--\r\n`);
  expect(await text.answered).toBe(422);

  attack(10, `${file}${'x'.repeat(1_000)}`);
  await expect.poll(load.transferring).toBe(6);
  const reader = open(url, from('198.51.100.1'));
  reader.sent.end(`${partOf('name="message"')}글\r\n${file}bytes\r\n--b--\r\n`);
  expect(await reader.answered).toBe(201);
});
