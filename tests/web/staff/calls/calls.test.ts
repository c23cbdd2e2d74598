import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { plantTopics } from '../../../support/topics.ts';
import { createWorld, type World } from '../../../support/world.ts';

const ID = '0f0e0d0c-0000-4000-8000-000000000008';

const hiddenIn = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );

const post = (agent: Agent, fields: Record<string, string>, path = '/admin/calls') =>
  agent.post(path).type('form').send(fields);

const openPage = async (agent: Agent) => hiddenIn((await agent.get('/admin/calls').expect(200)).text);

async function createCallWorld(settings = {}): Promise<{ world: World; agent: Agent }> {
  const world = await createWorld({ settings });
  return { world, agent: await world.signIn() };
}

test('who writes a call down is shown its receipt once to read out, and the newsroom has its mail', async () => {
  const { world, agent } = await createCallWorld();
  const hidden = await openPage(agent);
  const fields = { ...hidden, number: '010-1234-5678', note: '다리가 흔들려요' };
  await post(agent, fields).expect(303).expect('Location', '/admin/calls/written');
  const page = await agent.get('/admin/calls/written').expect(200);
  const [code = ''] = /(?:<span>[0-9A-Z]{5}-?<\/span>){4}/.exec(page.text) ?? [];
  const receipt = code.replace(/<[^>]+>/g, '');
  await agent.post('/admin/receipt').type('form').send({ receipt }).expect('Location', '/admin/tips/1');
  const [mail] = await world.mails(1);
  expect(mail?.parsed.headers.get('x-jebo-channel')).toBe('phone');
  const other = await world.signIn('other@newsroom.example');
  expect((await other.get('/admin/calls/written').expect(200)).text).not.toContain(receipt.slice(0, 5));
});

test('a press that comes twice writes one call down, and a program hears its receipt', async () => {
  const { agent } = await createCallWorld();
  const send = () => post(agent, { note: '불', submission: ID }).accept('json');
  const { body } = await send().expect(201);
  expect((await send().expect(200)).body).toEqual(body);
  const { body: tip } = await agent.get('/admin/tips/1').accept('json').expect(200);
  expect(tip).toMatchObject({ channel: 'phone', message: '불' });
  expect(tip.messages[0].call).toMatchObject({ kind: 'call', direction: 'in', told: false });
});

test('what is wrong is told beside its field, with all that was typed', async () => {
  const { agent } = await createCallWorld();
  const typed = { note: '', number: '010-1234-5678', place: '한강', tip: '77x', started: '2099-01-01T10:00' };
  const page = await post(agent, { ...(await openPage(agent)), ...typed }).expect(422);
  for (const field of ['note', 'tip', 'started']) expect(page.text).toContain(`id="${field}-fault"`);
  expect(page.text).toContain('value="한강"');
  const unknown = await post(agent, { note: '불', tip: '77' }).accept('json').expect(422);
  expect(Object.keys(unknown.body.errors)).toEqual(['tip']);
});

test('a recording is kept only where the desk is set to and they were told', async () => {
  const { agent } = await createCallWorld({ CALL_RECORDINGS: 'on' });
  const send = (fields: Record<string, string>) =>
    agent
      .post('/admin/calls')
      .accept('json')
      .field({ note: '불', ...fields })
      .attach('recording', Buffer.from('ID3'), 'a.mp3');
  const { body } = await send({}).expect(422);
  expect(Object.keys(body.errors)).toEqual(['told']);
  await send({ told: 'yes' }).expect(201);
  const tip = (await agent.get('/admin/tips/1').accept('json')).body;
  expect(tip.files).toMatchObject([{ name: 'a.mp3' }]);
  await agent.get(`/admin/tips/1/files/${tip.files[0].id}`).expect(200);
  const { events } = (await agent.get('/admin/tips/1').accept('json')).body;
  expect(events.map((event: { kind: string }) => event.kind)).toContain('file viewed');
});

test('a desk that keeps no recordings refuses one in words', async () => {
  const { agent } = await createCallWorld();
  const { body } = await agent
    .post('/admin/calls')
    .accept('json')
    .field({ note: '불', told: 'yes' })
    .attach('recording', Buffer.from('ID3'), 'a.mp3')
    .expect(422);
  expect(Object.keys(body.errors)).toEqual(['recording']);
});

test('tips of the same number are offered with all that was typed around them', async () => {
  const { agent } = await createCallWorld();
  await post(agent, { note: '첫 통화', number: '010-1234-5678' }).expect(303);
  const fields = { ...(await openPage(agent)), number: '01012345678', note: '반쯤 적은 말' };
  const page = await post(agent, fields, '/admin/calls/earlier').expect(200);
  expect(page.text).toMatch(/<input type="radio" name="tip" value="1"/);
  expect(page.text).toContain('반쯤 적은 말');
  await post(agent, { ...fields, tip: '1' })
    .expect(303)
    .expect('Location', '/admin/tips/1#notes');
});

test('what was typed when the session had ended is there again after the sign-in', async () => {
  const { world, agent } = await createCallWorld();
  const hidden = await openPage(agent);
  await agent.post('/admin/logout').set('Origin', world.config.publicUrl).expect(303);
  const answer = await post(agent, { ...hidden, note: '잃으면 안 되는 말' }).expect(303);
  expect(answer.headers['location']).toContain('why=kept');
  expect((await world.database.query.selectFrom('tips').select('number').execute()).length).toBe(0);
  const again = await world.signIn();
  const page = await again.get(`/admin/calls?draft=${hidden['draft']}`).expect(200);
  expect(page.text).toContain('잃으면 안 되는 말');
  const other = await world.signIn('other@newsroom.example');
  expect((await other.get(`/admin/calls?draft=${hidden['draft']}`)).text).not.toContain('잃으면');
});

test('what is typed of a call is kept, goes once it is written down, and can be thrown away', async () => {
  const { agent } = await createCallWorld();
  const hidden = await openPage(agent);
  const fields = { ...hidden, note: '적는 중' };
  const { body } = await post(agent, fields, '/admin/calls/drafts').accept('json').expect(200);
  expect(body.draft).toEqual({ id: hidden['draft'], seen: 1 });
  await post(agent, { ...fields, seen: '1' }).expect(303);
  expect((await agent.get('/admin/calls').accept('json')).body).toEqual({ drafts: [] });
  const other = { ...(await openPage(agent)), note: '버릴 말' };
  await post(agent, other, '/admin/calls/drafts').expect(303);
  await post(agent, { ...other, seen: '1', remove: 'on' }, '/admin/calls/drafts').expect(303);
  expect((await agent.get('/admin/calls').accept('json')).body).toEqual({ drafts: [] });
});

test('a call for a confidential topic is handed in by who may not read it after', async () => {
  const { world, agent } = await createCallWorld();
  const { database } = world;
  const { id } = await database.query.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  await plantTopics(database, id);
  await database.write(trx => trx.updateTable('staff').set({ role: 'reporter' }).execute());
  await post(agent, { note: '내부 고발', topic: 'other-secret' }).expect(303);
  const page = await agent.get('/admin/calls/written').expect(200);
  expect(page.text).not.toContain('/admin/tips/1');
  await agent.get('/admin/tips/1').expect(404);
});
