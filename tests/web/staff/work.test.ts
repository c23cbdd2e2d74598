import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

test('A tip is given, weighed and put off on its page, which says so in both languages', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  await world.signIn('junho@newsroom.example');
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const post = (path: string, fields: object) =>
    agent.post(`/admin/tips/1/${path}?back=q%3Da`).type('form').send(fields);

  // What the page's one form sends, with the fields of all that can be done.
  const fields = { assignment_to: 'junho@newsroom.example', reminder_on: '2026-12-01', body: '쓰던 글' };
  const there = '/admin/tips/1?back=q%3Da';
  await post('assignment', { version: 1, ...fields })
    .expect(303)
    .expect('location', there);
  await post('importance', { version: 2, importance: '2', ...fields }).expect(303);
  await post('reminder', { version: 3, ...fields })
    .expect(303)
    .expect('location', there);
  const { body } = await agent.get('/admin/tips/1').accept('json').expect(200);
  expect(body).toMatchObject({
    ...{ assignee: 'junho@newsroom.example', importance: 2, due: '2026-12-01', version: 4, state: 'open' },
    events: expect.arrayContaining([
      expect.objectContaining({ kind: 'assigned', about: 'junho@newsroom.example' }),
      expect.objectContaining({ kind: 'reminder set', value: '2026-12-01' }),
    ]),
  });
  for (const [lang, words] of [
    ['ko', ['맡김: junho@newsroom.example', '중요도를 바꿈: 아주 중요', '2026년 12월 1일 (화)']],
    ['en', ['Assigned: junho@newsroom.example', 'Importance changed: Very important', 'Tue 1 Dec 2026']],
  ] as const) {
    const { text } = await agent.get(`/admin/tips/1?lang=${lang}`).expect(200);
    for (const said of words) expect(textOf(text)).toContain(said);
    expect(text).toContain('쓰던 글');
    expect(await htmlFaults(text)).toEqual([]);
  }
  const json = await agent
    .post('/admin/tips/1/assignment')
    .accept('json')
    .type('form')
    .send({ version: 4, to: '' });
  expect(json.body).toEqual({ version: 5 });
});

test('Who comes too late to take a tip is told on its page who has it, and loses no note', async () => {
  const world = await createWorld();
  const [agent, other] = [await world.signIn(), await world.signIn('junho@newsroom.example')];
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  await other.post('/admin/tips/1/opening').type('form').send({ version: 1 }).expect(303);
  for (const [path, more] of [
    ['opening', {}],
    ['assignment', { to: 'me' }],
  ] as const) {
    const late = { version: 1, body: '쓰던 글', ...more };
    const page = await agent.post(`/admin/tips/1/${path}?lang=ko`).type('form').send(late).expect(409);
    expect(textOf(page.text)).toContain('junho@newsroom.example 님이 먼저 맡았어요.');
    expect(page.text).toContain('쓰던 글');
    const asked = agent.post(`/admin/tips/1/${path}`).accept('json').type('form').send(late);
    const { body } = await asked.expect(409);
    expect(body.errors.form).toContain('junho@newsroom.example');
  }
});

test('What cannot be chosen is told beside it, and nothing changes', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  for (const [path, fields, fault] of [
    ['assignment', { assignment_to: 'nobody@newsroom.example' }, 'to'],
    ['assignment', {}, 'to'],
    ['reminder', { reminder_on: '2020-01-01' }, 'on'],
    ['reminder', {}, 'on'],
    ['importance', { importance: '3' }, 'importance'],
  ] as const) {
    const sent = { version: 1, body: '쓰던 글', ...fields };
    const page = await agent.post(`/admin/tips/1/${path}`).type('form').send(sent).expect(422);
    expect(page.text).toContain('쓰던 글');
    if (fault !== 'importance') expect(page.text).toContain(`id="${fault}-fault"`);
    const json = agent.post(`/admin/tips/1/${path}`).accept('json').type('form').send(sent);
    expect(Object.keys((await json.expect(422)).body.errors)).toEqual([fault]);
  }
  const { body } = await agent.get('/admin/tips/1').accept('json').expect(200);
  expect(body).toMatchObject({ version: 1, assignee: null, importance: 0, due: null });
});
