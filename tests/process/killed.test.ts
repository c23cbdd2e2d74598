import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { whenDone } from '../support/cleanup.ts';
import { isAll } from '../support/is-all.ts';
import { fileRows } from '../support/sealed-files.ts';
import { messagesOf } from '../support/sealed-tips.ts';
import { createServerProcess } from '../support/server-process.ts';
import { createSmtpPeer } from '../support/smtp.ts';
import { untilClosed } from '../support/until-closed.ts';

const KILLS = isAll ? 100 : 25;
/** A mail that was in hand when the process died is owed again after its lease. */
const LEASE = 60_000;

test(
  'killed right after the 303, again and again: every tip, its file and its mail are there, and no number comes twice',
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

    await server.start({ ahead: LEASE });
    const config = readConfig(server.settings);
    const database = await openDatabase(config.database, server.dataDir);
    whenDone(() => database.close());
    const kept = await database.query
      .selectFrom('tips')
      .innerJoin('messages', 'messages.tip', 'tips.number')
      .innerJoin('files', 'files.tip', 'tips.number')
      .select(['tips.number', 'files.id'])
      .orderBy('tips.number')
      .execute();
    const messages = await messagesOf({ config, database });
    expect(new Set(kept.map(row => row.number)).size).toBe(KILLS);
    const files = await fileRows({ config, database });
    for (const { message, sha256 } of sent) {
      const row = kept[messages.indexOf(message)];
      const file = files.find(({ id }) => id === row?.id);
      expect(file?.sha256).toBe(sha256);
      expect(
        createHash('sha256')
          .update((await file?.bytes()) ?? '')
          .digest('hex'),
      ).toBe(sha256);
    }

    const owedFor = () => new Set(smtp.mails.map(mail => mail.parsed.headers.get('x-jebo-tip')));
    await expect.poll(() => owedFor().size).toBe(KILLS);
    const ids = smtp.mails.map(mail => mail.parsed.messageId);
    expect(new Set(ids).size).toBe(KILLS);
    // A repeat is only possible where a kill fell between the mail server's answer and its being noted.
    expect(ids.length - KILLS).toBeLessThanOrEqual(KILLS);
    expect(await server.stop()).toBe(0);
  },
  15 * 60_000,
);

/** The answer to a tip that bears this id; null where the line was cut before it. */
async function send(url: string, submission: string): Promise<{ number: number; receipt: string } | null> {
  const body = new URLSearchParams({ message: `제보 ${submission}`, submission, phone: '010-1234-5678' });
  body.append('consent_contact', 'on');
  const headers = { Accept: 'application/json' };
  const answer = await fetch(`${url}/tips`, { method: 'POST', body, headers }).catch(() => null);
  if (answer === null) return null;
  const { number, receipt } = await answer.json().catch(() => ({}));
  return typeof number === 'number' ? { number, receipt } : null;
}

test('killed amid many tips that share a commit: what was answered is there, and nothing is half or twice', async () => {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  const answers = new Map<string, number | null>();
  for (let round = 0; round < 4; round++) {
    await server.start();
    const ids = Array.from({ length: 60 }, () => crypto.randomUUID());
    const sent = ids.map(async id => answers.set(id, (await send(server.url, id))?.number ?? null));
    await Promise.race(sent.slice(15 * round));
    await server.kill();
    await Promise.all(sent);
  }

  await server.start();
  const numbers = new Set<number>();
  const again = [...answers].map(async ([id, number]) => {
    const repeat = await send(server.url, id);
    if (number !== null) expect(repeat?.number).toBe(number);
    numbers.add(repeat?.number ?? 0);
  });
  await Promise.all(again);
  expect(numbers.size).toBe(answers.size);
  await server.stop();

  const config = readConfig(server.settings);
  const database = await openDatabase(config.database, server.dataDir);
  whenDone(() => database.close());
  for (const table of ['tips', 'messages', 'contacts', 'events'] as const) {
    const { count } = await database.query
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect([table, count]).toEqual([table, answers.size]);
  }
  const mails = await database.query.selectFrom('outbox').select('subject').execute();
  expect(new Set(mails.map(({ subject }) => Number(subject)))).toEqual(numbers);
});

/** A post of which the desk has the beginning. */
async function beginPost(url: string): Promise<ClientRequest> {
  const headers = {
    ...{ 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    // The desk says so once it has the request in hand.
    Expect: '100-continue',
  };
  const post = request(`${url}/tips`, { method: 'POST', headers, agent: false });
  post.flushHeaders();
  await once(post, 'continue');
  post.write('message=%EA%B0%80');
  return post;
}

test('SIGTERM lets the request in hand end, and then the process', async () => {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  await server.start();
  const post = await beginPost(server.url);
  const answered = once(post, 'response');

  const stopped = server.stop();
  await untilClosed(server.url);
  post.end('%EB%82%98');
  const [answer] = await answered;
  expect(answer.statusCode).toBe(201);
  expect(await stopped).toBe(0);
});

test('SIGTERM right after the first answer, while the start is not told yet, ends the process in order', async () => {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  for (let round = 0; round < 3; round++) {
    const started = server.start().catch(error => error);
    const answer = () => fetch(`${server.url}/healthz`).then(({ status }) => status);
    await expect.poll(() => answer().catch(() => null), { interval: 1 }).toBe(200);
    expect(await server.stop()).toBe(0);
    await started;
  }
});

test('a second SIGTERM ends the process at once, whatever is in hand', async () => {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  await server.start();
  const cut = once(await beginPost(server.url), 'error').catch(error => error);
  const id = server.id();

  const stopped = server.stop();
  await untilClosed(server.url);
  process.kill(id, 'SIGTERM');
  // Ended by the signal, there is no exit code.
  expect(await stopped).toBeNull();
  await cut;
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
