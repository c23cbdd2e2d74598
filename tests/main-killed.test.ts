import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/db/open.ts';
import { openFiles } from '../src/files/open-files.ts';
import { whenDone } from './support/cleanup.ts';
import { createServerProcess } from './support/server-process.ts';
import { createSmtpPeer } from './support/smtp.ts';
import { untilClosed } from './support/until-closed.ts';

const KILLS = 100;
/** A mail that was in hand when the process died is owed again after its lease. */
const LEASE = 60_000;

test(
  'killed right after the 303, a hundred times: every tip, its file and its mail are there, and no number comes twice',
  async () => {
    const smtp = await createSmtpPeer();
    const server = await createServerProcess({ smtp, settings: { DISK_RESERVE: '0' } });
    const sent: { message: string; sha256: string }[] = [];

    for (let round = 0; round < KILLS; round++) {
      await server.start();
      const [message, bytes] = [`제보 ${round} ${crypto.randomUUID()}`, randomBytes(10_000)];
      const form = new FormData();
      form.append('message', message);
      form.append('files', new Blob([bytes]), `사진 ${round}.jpg`);
      const answer = await fetch(`${server.url}/tips`, { method: 'POST', body: form, redirect: 'manual' });
      await server.kill();
      expect(answer.status).toBe(303);
      sent.push({ message, sha256: createHash('sha256').update(bytes).digest('hex') });
    }

    await server.start();
    const config = readConfig(server.settings);
    const database = await openDatabase(config.database, server.dataDir);
    whenDone(() => database.close());
    const kept = await database.query
      .selectFrom('tips')
      .innerJoin('messages', 'messages.tip', 'tips.number')
      .innerJoin('files', 'files.tip', 'tips.number')
      .select(['tips.number', 'messages.body', 'files.id', 'files.sha256'])
      .execute();
    expect(new Set(kept.map(row => row.number)).size).toBe(KILLS);
    const files = await openFiles(config, { database });
    whenDone(() => files.close());
    for (const { message, sha256 } of sent) {
      const row = kept.find(one => one.body === message);
      const file = await buffer(files.read(row?.id ?? ''));
      expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
    }

    const owedFor = () => new Set(smtp.mails.map(mail => mail.parsed.headers.get('x-jebo-tip')));
    await expect.poll(() => owedFor().size, { timeout: LEASE + 30_000, interval: 250 }).toBe(KILLS);
    const ids = smtp.mails.map(mail => mail.parsed.messageId);
    expect(new Set(ids).size).toBe(KILLS);
    // A repeat is only possible where a kill fell between the mail server's answer and its being noted.
    expect(ids.length - KILLS).toBeLessThanOrEqual(KILLS);
    expect(await server.stop()).toBe(0);
  },
  15 * 60_000,
);

test('SIGTERM lets the request in hand end, and then the process', async () => {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  await server.start();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
  const post = request(`${server.url}/tips`, { method: 'POST', headers });
  const answered = once(post, 'response');
  post.write('message=%EA%B0%80');
  await expect.poll(() => fetch(`${server.url}/healthz`).then(({ status }) => status)).toBe(200);

  const stopped = server.stop();
  await untilClosed(server.url);
  post.end('%EB%82%98');
  const [answer] = await answered;
  expect(answer.statusCode).toBe(201);
  expect(await stopped).toBe(0);
});

test('the start says in four lines where all is, and a wrong setting ends it with words', async () => {
  const server = await createServerProcess();
  await server.start();
  const lines = server
    .output()
    .trim()
    .split('\n')
    .filter(line => /^(Form|List|Mail|Data) /.test(line));
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('http://localhost:');
  expect(lines[1]).toMatch(/\/admin\/setup\/[\w-]{43}/);
  expect(lines[2]).toContain('SMTP_URL is not set');
  await server.stop();

  const wrong = await createServerProcess({ settings: { TRUST_PROXY: 'yes' } });
  await expect(wrong.start()).rejects.toThrow(/ended with 1:[\s\S]*TRUST_PROXY/);
});

test('another key refuses to start', async () => {
  const server = await createServerProcess();
  await server.start();
  await server.stop();
  server.settings['SECRET_KEY'] = randomBytes(32).toString('base64');
  await expect(server.start()).rejects.toThrow('another SECRET_KEY');
});
