import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allRows } from '../../support/all-rows.ts';
import { MINUTE } from '../../support/clock.ts';
import { NASTY_STRINGS } from '../../support/nasty-strings.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

const INBOX = { NEWSROOM_INBOX: 'desk@newsroom.example,night@newsroom.example' };

test('with the mail server dead and then back, every mail arrives, once for each tip and address', async () => {
  const { request, smtp, clock, mails, database } = await createWorld({ settings: INBOX });
  await smtp.goDown();
  for (let i = 1; i <= 20; i++)
    expect(
      (
        await request
          .post('/tips')
          .type('form')
          .send({ message: `제보 ${i}` })
      ).status,
    ).toBe(303);
  const untried = () =>
    database.query.selectFrom('outbox').select('id').where('last_error', 'is', null).execute();
  await expect.poll(async () => (await untried()).length).toBe(0);
  await smtp.comeBack();
  // Whatever wait a failed mail was given ends: at most a quarter of an hour, and its jitter.
  clock.move(20 * MINUTE);

  await mails(40);
  const left = () => database.query.selectFrom('outbox').select('id').where('state', '=', 'owed').execute();
  await expect.poll(async () => (await left()).length).toBe(0);
  const got = (await mails()).map(mail => `${mail.parsed.headers.get('x-jebo-tip')} ${mail.to.join()}`);
  expect(got).toHaveLength(40);
  expect(new Set(got).size).toBe(40);
});

test('fifty clients at once lose no tip, get no number twice and see no error', async () => {
  const { request, database } = await createWorld();
  const one = async (client: number, round: number) => {
    const answer = await request
      .post('/tips')
      .accept('application/json')
      .type('form')
      .send({ message: `제보 ${client} ${round}` });
    return { status: answer.status, number: Number(answer.body.number) };
  };
  const client = async (_: unknown, number: number) => [
    await one(number, 1),
    await one(number, 2),
    await one(number, 3),
    await one(number, 4),
  ];
  const answers = (await Promise.all(Array.from({ length: 50 }, client))).flat();

  expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([201]));
  expect(new Set(answers.map(answer => answer.number)).size).toBe(200);
  const { count } = await database.query
    .selectFrom('messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(count).toBe(200);
});

test('every nasty string in every field is intact in the list and harmless on the page and in the mail', async () => {
  const { request, signIn, mails } = await createWorld();
  const staff = await signIn();
  for (const [index, nasty] of NASTY_STRINGS.entries()) {
    const [open, close] = [`가${index}나`, `다${index}라`];
    const short = `${open}${nasty.slice(0, 80)}${close}`;
    const fields = {
      message: `${open}${nasty}${close}`,
      title: short,
      place: short,
      happened_at: short,
      name: short,
      phone: short,
      email: short,
      chat: short,
    };
    const answer = await request
      .post('/tips')
      .set('Content-Type', 'application/x-www-form-urlencoded')
      .send(new URLSearchParams({ ...fields, consent_contact: 'on' }).toString());
    expect(answer.status).toBe(303);

    const kept = (text: string) =>
      text.toWellFormed().replaceAll('\0', '\uFFFD').replaceAll('\r\n', '\n').normalize('NFC');
    const list = (await staff.get('/admin?lang=en')).text;
    const tip = (await staff.get(`/admin/tips/${index + 1}?lang=en`)).text;
    expect(textOf(list)).toContain(kept(short));
    for (const typed of Object.values(fields)) expect(textOf(tip)).toContain(kept(typed));
    for (const html of [list, tip]) {
      expect(html).not.toMatch(/<(iframe|object|embed|style|img|svg\/)/i);
      expect(html).not.toMatch(/<script(?! type="module" src="\/assets\/)/);
      expect(html).not.toMatch(/href="(javascript|data):/i);
    }
  }
  for (const { parsed, to } of await mails(NASTY_STRINGS.length)) {
    expect(to).toEqual(['desk@newsroom.example']);
    expect(parsed.replyTo).toBeUndefined();
    expect(parsed.headers.get('x-jebo-channel')).toBe('form');
    expect([...parsed.headers.keys()].filter(name => /bcc|evil|injected/.test(name))).toEqual([]);
    expect(parsed.html).not.toMatch(/<(script|iframe|img|object)/i);
  }
});

test('after a busy day nothing kept or logged holds an address or a browser’s name', async () => {
  const agent = 'Mozilla/5.0 (Unmistakable; Browser 77.7)';
  const addresses = ['203.0.113.77', '2001:db8:7777::7'];
  const { request, signIn, config, log, mails, database } = await createWorld({
    settings: { TRUST_PROXY: '1', TIP_LIMIT: '2' },
  });
  for (const address of addresses) {
    const from = {
      'X-Forwarded-For': address,
      'User-Agent': agent,
      Cookie: 'a=unmistakable-cookie',
      Referer: 'https://unmistakable.example/',
    };
    for (const path of [
      '/',
      '/?article=https://ytn.co.kr/unmistakable-query',
      '/sent',
      '/privacy',
      '/unmistakable-path',
      '/admin',
      '/admin/setup/unmistakable-token',
    ]) {
      await request.get(path).set(from);
    }
    for (let i = 0; i < 4; i++)
      await request.post('/tips').set(from).field('message', '글').attach('files', Buffer.from('x'), 'a.jpg');
    await request.post('/tips').set(from).send({ not: 'a form' });
    await request
      .post('/uploads')
      .set(from)
      .set({ 'Tus-Resumable': '1.0.0', 'Upload-Length': '7' })
      .expect(201);
    await request
      .post('/tips')
      .set(from)
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nbroken');
    await request
      .post('/admin/login')
      .set(from)
      .type('form')
      .send({ email: 'who@unmistakable.example', password: 'wrong' });
  }
  const staff = await signIn();
  await staff.get('/admin').set('User-Agent', agent);
  await staff.get('/admin/tips/1').set('User-Agent', agent);
  await mails(4);

  const rows = await allRows(database.query);
  const names = await readdir(config.dataDir, { recursive: true });
  const stored = await Promise.all(
    names
      .filter(name => /jebo\.db|^mail\//.test(name))
      .map(name => readFile(join(config.dataDir, name), 'latin1')),
  );
  const sent = (await mails()).map(mail => mail.raw.toString('latin1'));
  const everything = [rows, names.join('\n'), log.join('\n'), ...stored, ...sent].join('\n');
  expect(everything).not.toMatch(
    /203\.0\.113|2001:db8|7777::|Browser 77|Mozilla|[Uu]nmistakable|127\.0\.0\.1/,
  );
  const { length } = await database.query.selectFrom('tips').select('number').execute();
  expect([length, rows.includes('desk@newsroom.example')]).toEqual([4, true]);
});
