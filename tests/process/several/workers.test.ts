import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { openDatabase } from '../../../src/db/open.ts';
import { LEASE } from '../../../src/files/uploads/leases.ts';
import { whenDone } from '../../support/cleanup.ts';
import { uploadRows } from '../../support/sealed-files.ts';
import { messagesOf } from '../../support/sealed-tips.ts';
import { createServerProcess, type ServerProcess } from '../../support/server-process.ts';
import { createSmtpPeer, type SmtpPeer } from '../../support/smtp.ts';
import { untilClosed } from '../../support/until-closed.ts';

const TOKEN = 'a token for the tests of workers';

const startWorkers = async (smtp?: SmtpPeer): Promise<ServerProcess> => {
  const settings = { WORKERS: '2', DISK_RESERVE: '0', METRICS_TOKEN: TOKEN };
  const server = await createServerProcess(smtp ? { settings, smtp } : { settings });
  await server.start();
  return server;
};

async function scrape({ url }: ServerProcess): Promise<string> {
  const headers = { Authorization: `Bearer ${TOKEN}`, Connection: 'close' };
  return (await fetch(`${url}/metrics`, { headers })).text();
}

/** One that has ended may stand in the list until somebody asks how (`Z`). */
const lives = (pid: number) =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    stat => !/\) Z /.test(stat),
    () => false,
  );

async function send({ url }: ServerProcess, message: string): Promise<number> {
  const body = new URLSearchParams({ message });
  const headers = { Accept: 'application/json', Connection: 'close' };
  const signal = AbortSignal.timeout(60_000);
  return (await fetch(`${url}/tips`, { method: 'POST', body, headers, signal })).status;
}

/** As `send`; null when the worker that had accepted it died, which its sender must hear at once. */
const trySending = (server: ServerProcess, message: string): Promise<number | null> =>
  send(server, message).catch((error: Error) => {
    if (error.name === 'TimeoutError') throw error;
    return null;
  });

test('the start says once where all is, with one link to the first account, and all workers answer', async () => {
  const server = await startWorkers();
  const lines = server.output().split('\n');
  const first = lines.map(line => /^[A-Z][a-z]+/.exec(line)?.[0]).filter(word => word !== undefined);
  // What stands around the decoders is told behind them, once it is known.
  expect(first.filter(word => word !== 'Safe')).toEqual(['Form', 'List', 'Mail', 'Data', 'Key', 'Work']);
  const [link = ''] = /\/admin\/setup\/[\w-]{43}/.exec(server.output()) ?? [];
  for (let time = 0; time < 10; time++) {
    const answer = await fetch(`${server.url}${link}`, { headers: { Connection: 'close' } });
    expect(answer.status).toBe(200);
  }
  expect(await server.stop()).toBe(0);
});

test('a worker that is killed loses nothing that was acknowledged, is replaced, and the others serve on', async () => {
  const smtp = await createSmtpPeer();
  const server = await startWorkers(smtp);
  const sent: string[] = [];
  const before = await server.workers();
  const deaths = () => server.output().split('a worker has died').length - 1;
  const serving = async () => (await scrape(server)).match(/^jebo_memory_resident_bytes/gm);
  for (const [index, victim] of before.entries()) {
    await expect.poll(serving).toHaveLength(2);
    const messages = Array.from({ length: 20 }, (_, index) => `제보 ${victim} ${index}`);
    const sending = messages.map(async message => {
      if ((await trySending(server, message)) === 201) sent.push(message);
    });
    await Promise.race(sending);
    process.kill(victim, 'SIGKILL');
    await Promise.all(sending);
    await expect.poll(deaths).toBe(index + 1);
    let tries = 0;
    await expect.poll(() => trySending(server, `${victim} 다음의 제보 ${tries++}`)).toBe(201);
  }
  await expect
    .poll(async () => (await server.workers()).filter(pid => !before.includes(pid)))
    .toHaveLength(2);
  expect(sent.length).toBeGreaterThan(0);
  expect(server.output()).toContain('a worker has died and is replaced');

  const config = readConfig(server.settings);
  const database = await openDatabase(config.database, server.dataDir);
  whenDone(() => database.close());
  const bodies = await messagesOf({ config, database });
  expect(bodies).toEqual(expect.arrayContaining(sent));
  expect(new Set(bodies).size).toBe(bodies.length);
  expect(await server.stop()).toBe(0);
});

test('an upload whose worker is killed goes on at once at another, and arrives as it was sent', async () => {
  const server = await startWorkers();
  const database = await openDatabase(readConfig(server.settings).database, server.dataDir);
  whenDone(() => database.close());
  const bytes = randomBytes(3_000_000);
  const version = { 'Tus-Resumable': '1.0.0', Connection: 'close' };
  const begun = await fetch(`${server.url}/uploads`, {
    method: 'POST',
    headers: { ...version, 'Upload-Length': String(bytes.length), 'Upload-Metadata': 'filename dg==' },
  });
  const path = `${server.url}${begun.headers.get('location')}`;
  const patchFrom = (from: number) => {
    const headers = {
      ...version,
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(from),
      'Content-Length': String(bytes.length - from),
    };
    const patch = request(path, { method: 'PATCH', headers, agent: false });
    patch.on('error', () => {});
    return patch;
  };
  patchFrom(0).write(bytes.subarray(0, 2_000_000));
  const rows = database.query.selectFrom('uploads').selectAll();
  await expect.poll(async () => (await rows.executeTakeFirst())?.held_by).toMatch(/^\S/);
  const holder = (await rows.executeTakeFirst())?.held_by ?? '';
  process.kill(Number(/\/(\d+)\/\d+ /.exec(holder)?.[1]), 'SIGKILL');
  await expect.poll(server.output).toContain('a worker has died');

  // Were the end of the lease waited for, the answer would be 423.
  const held_until = Date.now() + 5 * LEASE;
  await database.query.updateTable('uploads').set({ held_until }).execute();
  const ask = () => fetch(path, { method: 'HEAD', headers: version });
  await expect.poll(async () => (await ask()).status).toBe(200);
  const from = Number((await ask()).headers.get('upload-offset'));
  const rest = patchFrom(from);
  const taken = once(rest, 'response');
  rest.end(bytes.subarray(from));
  expect((await taken)[0].statusCode).toBe(204);
  expect(await uploadRows({ config: readConfig(server.settings), database })).toMatchObject([
    { sha256: createHash('sha256').update(bytes).digest('hex') },
  ]);
  expect(await server.stop()).toBe(0);
});

test('SIGTERM lets the requests in hand end at every worker, takes no new ones, and leaves no process', async () => {
  const server = await startWorkers();
  const headers = {
    ...{ 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    // A worker says so once it has the request in hand.
    Expect: '100-continue',
  };
  const posts = Array.from({ length: 4 }, (_, index) => {
    const post = request(`${server.url}/tips`, { method: 'POST', headers, agent: false });
    post.flushHeaders();
    const inHand = once(post, 'continue').then(() => post.write(`message=${index}`));
    return { post, inHand, answered: once(post, 'response') };
  });
  await Promise.all(posts.map(({ inHand }) => inHand));
  const workers = await server.workers();
  const stopped = server.stop();
  await untilClosed(server.url);
  for (const { post, answered } of posts) {
    post.end('0');
    const [answer] = await answered;
    expect(answer.statusCode).toBe(201);
  }
  expect(await stopped).toBe(0);
  expect(await Promise.all(workers.map(lives))).toEqual([false, false]);
});

test('whichever worker is asked, the metrics are those of all, and what a dead one has counted stays counted', async () => {
  const server = await startWorkers();
  const tips = async () => /^jebo_tips_total\{channel="form"\} (\d+)$/m.exec(await scrape(server))?.[1];
  for (let time = 0; time < 6; time++) expect(await send(server, `제보 ${time}`)).toBe(201);
  // A worker that has no time to answer is left out: what it has counted comes with the next.
  for (let time = 0; time < 4; time++) await expect.poll(tips).toBe('6');
  for (const worker of [1, 2])
    await expect
      .poll(() => scrape(server))
      .toMatch(new RegExp(`^jebo_memory_resident_bytes\\{worker="${worker}"\\} \\d{7,}$`, 'm'));
  await expect
    .poll(async () => (await scrape(server)).match(/^# TYPE jebo_request_seconds /gm))
    .toHaveLength(1);

  const before = await server.workers();
  process.kill(before[0] ?? 0, 'SIGKILL');
  await expect
    .poll(async () => (await server.workers()).filter(pid => !before.includes(pid)))
    .toHaveLength(1);
  await expect.poll(tips).toBe('6');
  expect(await send(server, '다음의 제보')).toBe(201);
  await expect.poll(tips).toBe('7');
  expect(await server.stop()).toBe(0);
});

test('a desk that is stopped while it replaces a worker ends, and leaves no process', async () => {
  const server = await startWorkers();
  const before = await server.workers();
  process.kill(before[0] ?? 0, 'SIGKILL');
  const begun = async () => (await server.workers()).filter(pid => !before.includes(pid));
  await expect.poll(begun, { interval: 5 }).toHaveLength(1);
  const [replacement = 0] = await begun();
  expect(await server.stop()).toBe(0);
  expect(await lives(replacement)).toBe(false);
});

test('where the primary is killed, its workers end by themselves', async () => {
  const server = await startWorkers();
  const workers = await server.workers();
  await server.kill();
  await expect.poll(() => Promise.all(workers.map(lives))).toEqual([false, false]);
  await server.start();
  expect(await send(server, '다시')).toBe(201);
  expect(await server.stop()).toBe(0);
});

test('what keeps all workers from starting is said once, in words, and ends the start', async () => {
  const server = await createServerProcess({ settings: { WORKERS: '3' } });
  const squatter = createServer(socket => socket.destroy()).listen(
    Number(server.settings['PORT']),
    '127.0.0.1',
  );
  await once(squatter, 'listening');
  whenDone(() => void squatter.close());
  const end = await server.start().catch((error: Error) => error.message);
  expect(end).toMatch(/^The server ended with 1:\nThe desk could not start: Port \d+ is taken: [^\n]+\n$/);
});
