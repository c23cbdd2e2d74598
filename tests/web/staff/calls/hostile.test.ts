import { randomUUID } from 'node:crypto';
import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { addApiToken } from '../../../../src/staff/api-tokens/api-tokens.ts';
import { MOST_MESSAGES } from '../../../../src/tips/talk/bounds.ts';
import { createWorld } from '../../../support/world.ts';
import { fieldsOf } from '../../page.ts';

const HOSTILE = `<script>alert(1)</script>"'&amp;`;

async function createCallWorld(settings = {}) {
  const world = await createWorld({ settings });
  return { world, agent: await world.signIn() };
}

const refusedFields = async (agent: Agent, fields: Record<string, string>) => {
  const answer = await agent
    .post('/admin/calls')
    .accept('json')
    .type('form')
    .send({ note: '불', ...fields });
  return answer.status === 422 ? Object.keys(answer.body.errors) : answer.status;
};

test('all that was typed of a call comes back as it was typed, and does nothing on its page', async () => {
  const { world, agent } = await createCallWorld();
  const typed = {
    ...{ number: HOSTILE, place: HOSTILE, happened_at: HOSTILE, consent: HOSTILE, note: `\n${HOSTILE}` },
    ...{ kind: 'call', direction: 'out', consent_contact: 'on', use: 'unnamed', tip: '77' },
    ...{ call_back: '2026-12-24', started: '2026-11-23T10:00', ended: '2026-11-23T10:05' },
  };
  const page = await agent.post('/admin/calls').type('form').send(typed).expect(422);
  expect(page.text).not.toContain('<script>alert');
  const { use, ...fields } = typed;
  expect(fieldsOf(page.text)).toMatchObject(fields);
  expect(page.text).toMatch(/<option value="unnamed" selected/);
  expect(world.log.join('\n')).not.toContain('alert(1)');
});

test('letters beyond the bound are told with the words still there, and are counted as they are kept', async () => {
  const { agent } = await createCallWorld();
  const long = '가'.repeat(100_000).normalize('NFD');
  const page = await agent
    .post('/admin/calls')
    .type('form')
    .send({ note: `${long}나` })
    .expect(422);
  expect(page.text).toContain('id="note-fault"');
  expect(fieldsOf(page.text)['note']).toHaveLength(100_001);
  await agent.post('/admin/calls').type('form').send({ note: long }).expect(303);
  expect(await refusedFields(agent, { number: '0'.repeat(201), consent: '네'.repeat(201) })).toEqual([
    ...['number', 'consent'],
  ]);
});

test.each([
  { started: '2026-02-30T10:00' },
  { started: 'gestern' },
  { started: '0202-11-23T10:00' },
  { started: '-271821-04-20T00:00:00Z' },
  { started: '+275760-09-13T00:00:00Z' },
])('a time that cannot be is told at its field: %j', async fields => {
  const { agent } = await createCallWorld();
  expect(await refusedFields(agent, fields)).toEqual(['started']);
  const { body } = await agent.get('/admin').accept('json').expect(200);
  expect(body.tips).toEqual([]);
});

test('a call whose telephone’s clock runs ahead ends no sooner than it begins', async () => {
  const { world, agent } = await createCallWorld();
  const started = new Date(world.clock() + 120_000).toISOString();
  await agent.post('/admin/calls').type('form').send({ note: '불', started }).expect(303);
  const { body } = await agent.get('/admin/tips/1').accept('json').expect(200);
  expect(body.messages[0].call).toMatchObject({ started, ended: started });
});

test('the number of a tip that none can have is told at its field', async () => {
  const { agent } = await createCallWorld();
  for (const tip of ['999999999999999', '2147483648', '0', '-1', '1e3', '١'])
    expect([tip, await refusedFields(agent, { tip })]).toEqual([tip, ['tip']]);
});

test('a call about a tip that takes no more is told beside its number, and stays on the page', async () => {
  const { world, agent } = await createCallWorld();
  await agent.post('/admin/calls').type('form').send({ note: '불' }).expect(303);
  const more = {
    tip: 1,
    direction: 'in',
    channel: 'form',
    at: world.clock(),
    body: '더',
    sealed: null,
  } as const;
  const full = Array.from({ length: MOST_MESSAGES }, () => ({ id: randomUUID(), ...more }));
  await world.database.write(trx => trx.insertInto('messages').values(full).execute());
  const page = await agent
    .post('/admin/calls')
    .type('form')
    .send({ note: '잃으면 안 되는 말', tip: '1' })
    .expect(422);
  expect(page.text).toContain('id="tip-fault"');
  expect(fieldsOf(page.text)).toMatchObject({ note: '잃으면 안 되는 말', tip: '1' });
});

test('a recording that could not be kept is asked for again', async () => {
  const { agent } = await createCallWorld({ CALL_RECORDINGS: 'on' });
  const asked = '녹음 파일을 한 번 더 골라 주세요.';
  const send = (path: string, fields: Record<string, string>) =>
    agent.post(path).field(fields).attach('recording', Buffer.from('<script>'), '통화.mp3.html');
  expect((await send('/admin/calls', { note: '', told: 'yes' }).expect(422)).text).toContain(asked);
  const earlier = await send('/admin/calls/earlier', { note: '불', number: '010-1234-5678' }).expect(200);
  expect(earlier.text).toContain(asked);
  await send('/admin/calls', { note: '불', told: 'yes' }).expect(303);
  const { body } = await agent.get('/admin/tips/1').accept('json').expect(200);
  // What it is by its name opens in no browser.
  const { headers } = await agent.get(`/admin/tips/1/files/${body.files[0].id}`).expect(200);
  expect(headers['content-disposition']).toMatch(/^attachment/);
  expect(headers['content-type']).not.toContain('html');
});

test('a program writes a call down by its token, and another site’s page writes none by a cookie', async () => {
  const { world, agent } = await createCallWorld();
  const { id: staffId } = await world.database.query
    .selectFrom('staff')
    .select('id')
    .executeTakeFirstOrThrow();
  const token = await world.database.write(trx =>
    addApiToken(trx, { staffId, by: staffId, name: '전화기', now: world.clock() }),
  );
  const call = (by: Pick<Agent, 'post'>, headers: Record<string, string>) =>
    by.post('/admin/calls').accept('json').set(headers).type('form').send({ note: '불' });
  await call(world.request, { Authorization: `Bearer ${token}` }).expect(201);
  await call(world.request, { Authorization: 'Bearer jebo_none' }).expect(401);
  await call(agent, { Origin: 'https://elsewhere.example' }).expect(403);
});
