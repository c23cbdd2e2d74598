import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { OPERATIONS } from '../../../src/web/api/operations.ts';
import { createAuthenticator } from '../../support/authenticator.ts';
import { giveFile } from '../../support/kept-file.ts';
import { connectApp } from '../../support/totp.ts';
import { nameOf } from '../../support/watch-json.ts';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';

type Fields = Record<string, string>;

const get = (agent: Agent, path: string) => agent.get(path).accept('json').expect(200);

const post = (agent: Agent, path: string, fields: Fields, status = 200) =>
  agent.post(path).accept('json').type('form').send(fields).expect(status);

async function sendTips(world: World, count: number) {
  for (let tip = 0; tip < count; tip++)
    await world.request
      .post('/tips')
      .accept('json')
      .type('form')
      .send({ message: `글 ${tip}` })
      .expect(201);
  await world.mails(count);
}

async function askAboutTips(agent: Agent) {
  await get(agent, '/admin');
  await get(agent, '/admin/tips/1');
  const offered = (await get(agent, '/admin/tips/1/ready-answers')).body.ready_answers;
  await post(agent, '/admin/tips/1/ready-answers', { ready: offered[0].id });
  await post(agent, '/admin/tips/1/contacts', {});
  await post(agent, '/admin/tips/1/opening', { version: '1' });
  await post(agent, '/admin/tips/1/closure', { version: '2', outcome: 'used' });
  await post(agent, '/admin/tips/1/reopening', { version: '3' });
  await post(agent, '/admin/tips/1/hold', { version: '4', on: 'on', reason: '소송' });
  await get(agent, '/admin/retention?view=held');
  await post(agent, '/admin/tips/1/topic', { version: '5', topic: 'fire' });
  await post(agent, '/admin/tips/1/assignment', { version: '6', to: '' });
  await post(agent, '/admin/tips/1/importance', { version: '7', importance: '1' });
  await post(agent, '/admin/tips/1/reminder', { version: '8', on: '2026-12-01' });
  await post(agent, '/admin/tips/1/tags', { version: '9', add: '화재' });
  await post(agent, '/admin/tips/1/checks', { version: '10', item: '원본을 봤어요', done: 'on' });
  await post(agent, '/admin/tips/1/forwarding', { version: '11', to: 'editor@newsroom.example' });
  const { messages } = (await get(agent, '/admin/tips/1')).body;
  const said = { version: '12', body: '영상을 써도 될까요?', seen: messages[0].id };
  const { message } = (await post(agent, '/admin/tips/1/messages', said)).body;
  await get(agent, '/admin/tips/1');
  await post(agent, `/admin/tips/1/messages/${message}/undo`, {});
  await post(agent, '/admin/tips/1/block', { version: '14', on: 'on' });
  const many = { numbers: '1,9', change: 'importance', importance: '2' };
  const { undo } = (await post(agent, '/admin/changes', many)).body;
  await post(agent, '/admin/changes/undo', { undo });
  await post(agent, '/admin/tips/1/drafts', { body: '쓰다 만 글', draft: 'd'.repeat(32), seen: '0' });
  await post(agent, '/admin/tips/1/resident-numbers', {});
  await get(agent, '/admin/tags');
  await post(agent, '/admin/tags', { tag: '화재', to: '불' });
  await post(agent, '/admin/tips/2/forgetting', { version: '1', confirmed: 'on' });
  await get(agent, '/admin/tips/2');
}

async function askAboutCalls(agent: Agent) {
  const call = { number: '010-1234-5678', note: '다리가 흔들려요', draft: 'c'.repeat(32), seen: '0' };
  await post(agent, '/admin/calls/drafts', call);
  await get(agent, '/admin/calls');
  await post(agent, '/admin/calls', { ...call, seen: '1' }, 201);
  await post(agent, '/admin/calls/earlier', call);
  await agent.post('/admin/calls').type('form').send({ note: '불' }).expect(303);
  await get(agent, '/admin/calls/written');
}

async function askAboutViews(agent: Agent) {
  const made = await post(agent, '/admin/views', { name: '주말판', query: 'view=open' }, 201);
  const path = `/admin/views/${made.body.id}`;
  await get(agent, '/admin/views');
  await post(agent, path, { version: '1', name: '새벽판', query: 'view=all&q=불' });
  await get(agent, '/admin');
  await post(agent, `${path}/removal`, { version: '2' });
}

async function askAboutDesk(agent: Agent) {
  const names = { name_ko: '사건', name_en: 'Incidents' };
  await post(agent, '/admin/topics', { slug: 'fire', ...names }, 201);
  await get(agent, '/admin/topics');
  await get(agent, '/admin/topics/fire');
  await post(agent, '/admin/topics/fire', { version: '1', ...names });
  await post(agent, '/admin/topics/fire/order', { move: 'up' });
  const ready = { name: '고마움', text_ko: '{장소}에서 알려 주셔서 고마워요.' };
  const { id } = (await post(agent, '/admin/ready-answers', ready, 201)).body;
  await get(agent, '/admin/ready-answers');
  await get(agent, `/admin/ready-answers/${id}`);
  await post(agent, `/admin/ready-answers/${id}`, { version: '1', ...ready, text_en: 'Thank you.' });
  await post(agent, `/admin/ready-answers/${id}/order`, { move: 'up' });
  await post(agent, `/admin/ready-answers/${id}/removal`, { version: '2' });
  await post(agent, '/admin/ready-answers', ready, 201);
  await get(agent, '/admin/settings');
  await post(agent, '/admin/settings', { version: '0', NEWSROOM_NAME: '제보신문' });
  await get(agent, '/admin/history');
}

async function askAboutPeople(world: World, agent: Agent) {
  const { id } = (await post(agent, '/admin/staff', { email: 'new@newsroom.example', role: 'editor' }, 201))
    .body;
  const other = await world.signIn('other@newsroom.example');
  await connectApp(other, world.clock());
  const { people } = (await get(agent, '/admin/staff')).body;
  const [invited, withApp] = ['new@', 'other@'].map(
    name => `/admin/staff/${people.find(({ email }: { email: string }) => email.startsWith(name)).id}`,
  );
  const seen = async () => ({ version: String((await get(agent, `/admin/staff/${id}`)).body.version) });
  await post(agent, `${withApp}/factor-reset`, {});
  await post(agent, `${invited}`, { ...(await seen()), name: '김민지', role: 'reporter' });
  await post(agent, `${invited}/invitation`, await seen(), 201);
  await post(agent, `${invited}/deactivation`, { ...(await seen()), tips: '0' });
  await post(agent, `${invited}/reactivation`, await seen(), 201);
}

async function askAboutFactors(agent: Agent, now: number) {
  await connectApp(agent, now);
  await get(agent, '/admin/account/second-factor');
  await post(agent, '/admin/account/recovery-codes', {}, 201);
  await get(agent, '/admin/login/passkey');
  await get(agent, '/admin/confirmation/passkey');
  const { challenge } = (await get(agent, '/admin/account/passkeys')).body;
  const asked = { challenge, origin: 'http://tips.newsroom.example', host: 'tips.newsroom.example' };
  await post(agent, '/admin/account/passkeys', {
    name: '노트북',
    passkey: createAuthenticator().make(asked),
  });
  const { passkeys } = (await get(agent, '/admin/account/second-factor')).body;
  await post(agent, '/admin/account/passkeys/end', { id: passkeys[0].id });
  await post(agent, '/admin/account/app/end', {});
}

async function askAboutAccount(agent: Agent) {
  const { body } = await get(agent, '/admin/account');
  await post(agent, '/admin/account/mails', { assigned: 'on' });
  await post(agent, '/admin/account/profile', { name: '편집장', language: 'ko' });
  await post(agent, '/admin/account/sessions', { id: body.sessions[0].id, name: '책상' });
  await post(agent, '/admin/account/sessions/end', { others: 'on' });
  await post(agent, '/admin/account/tokens', { name: '아침 브리핑' }, 201);
  const { id } = (await get(agent, '/admin/account')).body.tokens[0];
  await post(agent, '/admin/account/tokens/end', { id });
  await get(agent, '/admin/account/history');
  const password = 'another pass phrase for tests';
  await post(agent, '/admin/account/password', { present: PASSWORD, password });
}

/** The mail server has refused them, and they are tried no more. */
async function mendMails(world: World, agent: Agent) {
  const ofTips = () => world.database.query.selectFrom('outbox').selectAll().where('kind', '=', 'tip mail');
  await expect.poll(() => ofTips().where('state', '!=', 'done').execute()).toEqual([]);
  const stuck = { state: 'set aside', last_error: 'EENVELOPE' } as const;
  await world.database.write(trx =>
    trx.updateTable('outbox').set(stuck).where('kind', '=', 'tip mail').execute(),
  );
  const idOf = async (tip: number) =>
    (await ofTips().where('subject', '=', String(tip)).executeTakeFirstOrThrow()).id;
  await post(agent, '/admin/tips/1/mails/give-up', { mail: await idOf(1) });
  await post(agent, '/admin/tips/3/mails/inbox', { mail: await idOf(3) });
}

/** Its reader has written last. */
async function needNoAnswer(world: World, agent: Agent) {
  const written = { reader_at: world.clock() + 1 };
  await world.database.query.updateTable('tips').set(written).where('number', '=', 3).execute();
  const { version } = (await get(agent, '/admin/tips/3')).body;
  await post(agent, '/admin/tips/3/no-answer', { version, on: 'on' });
}

test('Every operation of the API answers in the form that its table says', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  await sendTips(world, 3);
  await world.request.get('/openapi.json').expect(200);
  await mendMails(world, agent);
  const { path } = await giveFile(world, 3, { name: '사고.jpg' });
  await post(agent, `${path}/disturbing`, { version: '1', on: 'on' });
  await needNoAnswer(world, agent);
  await askAboutDesk(agent);
  await askAboutTips(agent);
  await askAboutCalls(agent);
  await askAboutViews(agent);
  await askAboutPeople(world, agent);
  await askAboutFactors(agent, world.clock());
  await askAboutAccount(agent);
  const inJson = OPERATIONS.filter(({ answers }) => Object.values(answers).some(answer => 'json' in answer));
  expect([...world.answeredInJson].toSorted()).toEqual(inJson.map(nameOf).toSorted());
});

test('What is refused is told by field or by form, with its code where there is one', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  await sendTips(world, 1);
  const refusals = [
    await agent.get('/admin/tips/99').accept('json').expect(404),
    await post(agent, '/admin/tips/1/closure', { version: '7' }, 409),
    await post(agent, '/admin/tips/1/notes', { body: '' }, 422),
    await post(agent, '/admin/receipt', { receipt: 'MXAK9-KTZC1-AT87X-K0XXC' }, 404),
    await agent.get('/admin').set('Authorization', 'Bearer jebo_none').accept('json').expect(401),
    await world.request.post('/tips').accept('json').type('form').send({ message: '' }).expect(422),
  ];
  for (const { body } of refusals) expect(Object.keys(body.errors)).toHaveLength(1);
});
