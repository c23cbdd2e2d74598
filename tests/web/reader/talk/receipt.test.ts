import supertest from 'supertest';
import { expect, test } from 'vitest';
import { createWorld } from '../../../support/world.ts';
import { attempt, createTalkWorld, enter } from './talk-world.ts';

const MINUTE = 60_000;
const WRONG = 'MJY0Z-NMVY1-XXEJN-8JATM';

test('the code leads to the tip, and stands in no address and in no log', async () => {
  const { world, receipt } = await createTalkWorld();
  const { headers, status } = await attempt(world, ` ${receipt.toLowerCase().replaceAll('-', ' ')} `);
  expect([status, headers['location']]).toEqual([303, '/tip?lang=ko']);
  const cookie = String(headers['set-cookie']);
  expect(cookie).toMatch(/^jebo-tip=[\w-]+; Path=\/tip; HttpOnly; SameSite=Strict$/);
  expect(cookie).not.toContain(receipt);
  expect(world.log.join('\n')).not.toContain(receipt);
});

test('pages of a talk are kept by no browser', async () => {
  const { world, reader } = await createTalkWorld();
  for (const answer of [await reader.get('/tip'), await world.request.get('/receipt')])
    expect(answer.headers['cache-control']).toBe('no-store');
});

test('a wrong code is told kindly, in the language of the page', async () => {
  const world = await createWorld();
  const { text } = await attempt(world, WRONG).expect(422);
  expect(text).toContain('이 코드로 열리는 제보가 없어요.');
  const english = await world.request.post('/receipt').type('form').send({ receipt: '', lang: 'en' });
  expect([english.status, english.text.includes('No tip opens by this code.')]).toEqual([422, true]);
});

test('each kind of wrong code is answered by the same page, the first times and later', async () => {
  const { world, receipt } = await createTalkWorld({}, { TRUST_PROXY: '1' });
  const almost = receipt.slice(0, -1) + (receipt.endsWith('0') ? '1' : '0');
  const pages = new Map<string, number>();
  for (let round = 0; round < 8; round += 1)
    for (const wrong of [WRONG, almost, 'no code', '', 'x'.repeat(2_000)]) {
      const { status, text } = await attempt(world, wrong).set('X-Forwarded-For', '203.0.113.7');
      pages.set(`${status} ${text}`, (pages.get(`${status} ${text}`) ?? 0) + 1);
    }
  expect([...pages].map(([page, times]) => [page.slice(0, 3), times])).toEqual([
    ['422', 30],
    ['429', 10],
  ]);
});

test('of many wrong codes from one address the later ones wait, and the right one opens all the same', async () => {
  const { world, receipt } = await createTalkWorld({}, { TRUST_PROXY: '1' });
  const enterFrom = (address: string, code: string) =>
    world.request.post('/receipt').set('X-Forwarded-For', address).type('form').send({ receipt: code });
  const statuses = new Set<number>();
  for (let tries = 0; tries < 40; tries += 1) statuses.add((await enterFrom('203.0.113.7', WRONG)).status);
  expect([...statuses]).toEqual([422, 429]);
  const refused = await enterFrom('203.0.113.7', WRONG).expect(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  await enterFrom('203.0.113.7', receipt).expect(303);
  await enterFrom('203.0.113.7', WRONG).expect(429);
  await enterFrom('198.51.100.7', WRONG).expect(422);
  world.clock.move(60 * MINUTE);
  await enterFrom('203.0.113.7', WRONG).expect(422);
});

test('after half an hour without a request the code is asked for again, and each request begins it anew', async () => {
  const { world, reader } = await createTalkWorld();
  for (let times = 0; times < 3; times += 1) {
    world.clock.move(29 * MINUTE);
    await reader.get('/tip').expect(200);
  }
  world.clock.move(30 * MINUTE);
  const { text } = await reader.get('/tip?lang=ko').expect(403);
  expect(text).toContain('코드를 다시 넣어 주세요.');
  expect(text).not.toContain('역 앞에서');
});

test('an open page that is hammered is slowed down, keeps what is typed, and opens again by the code', async () => {
  const { world, reader, receipt } = await createTalkWorld();
  for (let times = 0; times < 120; times += 1) await reader.get('/tip').expect(200);
  const { headers, text } = await reader.get('/tip?lang=ko').expect(429);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(text).toContain('너무 여러 번 열었어요.');
  const post = reader.post('/tip/messages').type('form');
  const late = await post.send({ tip: 1, lang: 'ko', message: '오래 쓴 글' }).expect(429);
  expect(late.text).toContain('\n오래 쓴 글</textarea>');
  await reader.post('/tip/permission').type('form').send({ tip: 1, use: 'no' }).expect(429);
  await (await enter(world, receipt)).get('/tip').expect(200);
  world.clock.move(MINUTE);
  await reader.get('/tip').expect(200);
});

test('that somebody writes on keeps the talk open, and takes nothing of what its page still has to tell', async () => {
  const { world, reader, page } = await createTalkWorld();
  await reader.post('/tip/permission').type('form').send({ tip: 1, use: 'no' }).expect(303);
  world.clock.move(29 * MINUTE);
  await reader.head('/tip').expect(200);
  world.clock.move(29 * MINUTE);
  expect(await page()).toContain('그렇게 알렸어요.');
});

test('who leaves has no open talk any more', async () => {
  const { reader } = await createTalkWorld();
  const left = await reader.post('/tip/leave').type('form').send({ lang: 'ko' }).expect(303);
  expect(left.headers['location']).toBe('/?lang=ko');
  await reader.get('/tip').expect(403);
});

test('who leaves finds the receipt on this device no longer either', async () => {
  const world = await createWorld();
  const reader = supertest.agent(world.url);
  await reader.post('/tips').type('form').send({ message: '글', lang: 'ko' }).expect(303);
  const [, receipt = ''] = /name="receipt" value="([^"]+)"/.exec((await reader.get('/sent')).text) ?? [];
  await reader.post('/receipt').type('form').send({ receipt }).expect(303);
  await reader.post('/tip/leave').type('form').send({ lang: 'ko' }).expect(303);
  expect(receipt).not.toBe('');
  expect((await reader.get('/sent')).text).not.toContain(receipt);
});

test('leaving at once closes the talk too', async () => {
  const { reader } = await createTalkWorld();
  await reader.get('/leave').expect(303);
  await reader.get('/tip').expect(403);
});

test.each([
  '/receipt',
  '/tip/messages',
  '/tip/messages/1/removal',
  '/tip/permission',
  '/tip/contacts',
  '/tip/withdrawal',
  '/tip/leave',
])('a page of another site cannot post to %s', async path => {
  const { reader, receipt, page } = await createTalkWorld();
  const posted = reader.post(path).type('form').set('Origin', 'https://evil.example');
  await posted.send({ receipt, message: '가짜', use: 'no', sure: 'on', take_back: 'on' }).expect(403);
  expect(await page()).not.toContain('가짜');
});

test.each(['/tip/messages/1/removal', '/tip/permission', '/tip/contacts', '/tip/withdrawal'])(
  'whoever posts to %s without an open talk is asked for the code, and changes nothing',
  async path => {
    const { world, page } = await createTalkWorld();
    const posted = world.request.post(path).type('form').send({ lang: 'ko', use: 'no', sure: 'on' });
    expect((await posted.expect(303)).headers['location']).toBe('/receipt?lang=ko');
    expect(await page()).toContain('역 앞에서');
  },
);

test.each([
  ['/tip/permission', { use: 'no' }],
  ['/tip/contacts', { take_back: 'on' }],
  ['/tip/messages/1/removal', {}],
  ['/tip/withdrawal', { sure: 'on' }],
  ['/tip/messages', { message: '첫 제보에' }],
])('what is pressed on the page of one tip is not done to another: %s', async (path, fields) => {
  const { world, reader, page } = await createTalkWorld();
  const other = await world.request.post('/tips').accept('json').type('form').send({ message: '둘째' });
  await reader.post('/receipt').type('form').send({ receipt: other.body.receipt }).expect(303);
  for (const tip of [{ tip: 1 }, {}]) {
    const { text } = await reader
      .post(path)
      .type('form')
      .send({ ...fields, ...tip, lang: 'ko' })
      .expect(403);
    expect(text).toContain('다른 제보가 열려 있어요.');
    if ('message' in fields) expect(text).toContain('첫 제보에</textarea>');
  }
  const events = world.database.query.selectFrom('events').select('kind').where('kind', '<>', 'received');
  expect(await events.execute()).toEqual([]);
  expect(await page()).toContain('둘째');
});

test('the cookie of a receipt that was just sent opens no talk', async () => {
  const world = await createWorld();
  const sent = await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const [, value = ''] = /jebo-sent=([\w-]+)/.exec(String(sent.headers['set-cookie'])) ?? [];
  await world.request.get('/tip').set('Cookie', `jebo-tip=${value}`).expect(403);
});

test('the receipt’s page leads to the tip by one press, and its text file says where', async () => {
  const world = await createWorld();
  const sent = await world.request.post('/tips').type('form').send({ message: '글', lang: 'ko' }).expect(303);
  const cookie = String(sent.headers['set-cookie']).split(';')[0] ?? '';
  const { text } = await world.request.get('/sent').set('Cookie', cookie).expect(200);
  const [, receipt = ''] = /action="\/receipt".*?name="receipt" value="([^"]+)"/.exec(text) ?? [];
  await enter(world, receipt);
  expect(text).toContain('name="from" value="/sent"');
  const file = await world.request.get('/sent/receipt.txt').set('Cookie', cookie).expect(200);
  expect(file.text).toContain('http://tips.newsroom.example/receipt');
});

test('the code stands on the tip’s page once, for whoever comes from the receipt’s, and never for who typed it', async () => {
  const { world, reader, receipt, page } = await createTalkWorld();
  const last = receipt.slice(-5);
  expect(await page()).not.toContain(last);
  await reader.post('/receipt').type('form').send({ receipt, from: '/sent', lang: 'ko' }).expect(303);
  expect(await page()).toContain(`<span>${last}</span>`);
  expect(await page()).not.toContain(last);
  await reader.post('/receipt').type('form').send({ receipt, from: '/sent' }).expect(303);
  const refused = await reader.post('/tip/messages').type('form').send({ tip: 1, message: '' }).expect(422);
  expect(refused.text + (await page())).not.toContain(last);
  expect(world.log.join('\n')).not.toContain(last);
});
