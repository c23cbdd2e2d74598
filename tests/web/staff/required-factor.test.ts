import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { DAY, MINUTE } from '../../support/clock.ts';
import { htmlFaults } from '../../support/html.ts';
import { staffRoutesOf } from '../../support/staff-routes.ts';
import { codeAt, connectApp, STEP } from '../../support/totp.ts';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';

const SET_UP = '/admin/account/second-factor';
const OTHER = 'reporter@newsroom.example';

const choose = (agent: Agent, version: number, SECOND_FACTOR: string) =>
  agent.post('/admin/settings').accept('json').type('form').send({ version, SECOND_FACTOR }).expect(200);

/** A desk whose admin requires a second factor of all, with an app themselves, and a colleague who has none. */
async function deskThatRequires() {
  const world = await createWorld();
  const admin = await world.signIn();
  const { key } = await connectApp(admin, world.clock());
  const other = await world.signIn(OTHER);
  await choose(admin, 0, 'required');
  // The week begins with whoever is the first to be asked.
  await other.get('/admin').expect(200);
  return { world, admin, key, other, again: () => world.signIn(OTHER) };
}

const tokenOf = async (agent: Agent): Promise<string> => {
  const made = await agent.post('/admin/account/tokens').accept('json').type('form').send({ name: 'script' });
  return made.body.token;
};

const byToken = (world: World, token: string, path = '/admin') =>
  world.request.get(path).accept('json').set('Authorization', `Bearer ${token}`);

test.each(['ko', 'en'])('Within the week each page in %s says until when, and all goes on', async lang => {
  const { admin, other } = await deskThatRequires();
  for (const path of ['/admin', '/admin/account', SET_UP]) {
    const { text } = await other.get(`${path}?lang=${lang}`).expect(200);
    expect(text).toContain(
      lang === 'ko'
        ? '2026년 11월 30일 (월) 14:05까지 켜 주세요.'
        : 'Please set up yours by Mon 30 Nov 2026, 14:05',
    );
    expect(await htmlFaults(text)).toEqual([]);
  }
  expect((await admin.get('/admin?lang=en').expect(200)).text).not.toContain('Please set up yours');
});

test('After the week every route leads to the set-up and refuses programs, and tokens end with it', async () => {
  const { world, other, again } = await deskThatRequires();
  const token = await tokenOf(other);
  await byToken(world, token).expect(200);
  world.clock.move(7 * DAY);
  const late = await again();
  const open = /^\/(log|setup|confirmation|account\/(second-factor|app|passkeys|recovery-codes))/;
  const shut = staffRoutesOf(world).filter(({ path }) => !open.test(path));
  expect(shut.length).toBeGreaterThan(40);
  const answers = shut.map(async ({ method, path }) => {
    const url = `/admin${path.replace(/:\w+/g, '1')}`;
    const ask = () => (method === 'get' ? late.get(url) : late.post(url)).redirects(0).ok(() => true);
    const [page, json] = [await ask(), await ask().accept('json')];
    return [page.status, page.headers['location'], json.status, json.body.code, path];
  });
  for (const [status, location, jsonStatus, code, path] of await Promise.all(answers))
    expect([status, location, jsonStatus, code], String(path)).toEqual([
      303,
      SET_UP,
      403,
      'second-factor-needed',
    ]);
  for (const path of ['/admin', SET_UP])
    expect((await byToken(world, token, path).expect(403)).body).toMatchObject({
      code: 'second-factor-needed',
    });
});

test('Who sets one up after the week is let in again, and their token too', async () => {
  const { world, other, again } = await deskThatRequires();
  const token = await tokenOf(other);
  world.clock.move(8 * DAY);
  const late = await again();
  const page = await late.get(`${SET_UP}?lang=en`).expect(200);
  expect(page.text).toContain('Once you have set up yours, the desk is open to you again.');
  expect(await htmlFaults(page.text)).toEqual([]);
  world.clock.move(11 * MINUTE);
  await late.post('/admin/account/app').expect(403);
  await late
    .post('/admin/confirmation')
    .type('form')
    .send({ next: SET_UP, confirm_password: PASSWORD })
    .expect(303)
    .expect('location', SET_UP);
  await connectApp(late, world.clock());
  await late.get('/admin').expect(200);
  await byToken(world, token).expect(200);
  await late.post('/admin/logout').expect(303);
});

test('What somebody typed whose week is over is there again once they are let in', async () => {
  const { world, other, again } = await deskThatRequires();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const { text } = await other.get('/admin/tips/1').expect(200);
  const [, writer = ''] = /name="writer" value="([^"]+)"/.exec(text) ?? [];
  world.clock.move(7 * DAY - MINUTE);
  const late = await again();
  const shown = await late.get('/admin/tips/1').expect(200);
  const [, mark = writer] = /name="writer" value="([^"]+)"/.exec(shown.text) ?? [];
  world.clock.move(2 * MINUTE);
  await late
    .post('/admin/tips/1/notes')
    .type('form')
    .send({ body: '쓰던 메모', writer: mark })
    .expect(303)
    .expect('location', SET_UP);
  await connectApp(late, world.clock());
  expect((await late.get('/admin/tips/1').expect(200)).text).toContain('쓰던 메모');
});

test('Where it is required no more all are in again, and another week begins with the next time', async () => {
  const { world, key, again } = await deskThatRequires();
  world.clock.move(8 * DAY);
  await (await again()).get('/admin').expect(303);
  const login = { email: 'editor@newsroom.example', password: PASSWORD };
  const admin = await signInWithApp(world, login, key);
  await choose(admin, 1, 'optional');
  const late = await again();
  await late.get('/admin').expect(200);
  await choose(admin, 2, 'required');
  expect((await late.get('/admin?lang=en').expect(200)).text).toContain('Please set up yours by');
});

async function signInWithApp(world: World, login: object, key: string): Promise<Agent> {
  const supertest = await import('supertest');
  const agent = supertest.default.agent(world.url);
  await agent.post('/admin/login').type('form').send(login).expect(303);
  await agent
    .post('/admin/login/second-factor')
    .type('form')
    .send({ code: codeAt(key, world.clock()) })
    .expect(303);
  return agent;
}

test('An account that is made after the week has one of its own', async () => {
  const { world } = await deskThatRequires();
  world.clock.move(30 * DAY);
  const late = await world.signIn('new@newsroom.example');
  await late.get('/admin').expect(200);
  world.clock.move(7 * DAY + STEP);
  await (await world.signIn('new@newsroom.example')).get('/admin').expect(303).expect('location', SET_UP);
});

test('What the environment requires is required, and shown as fixed', async () => {
  const world = await createWorld({ settings: { SECOND_FACTOR: 'required' } });
  const staff = await world.signIn();
  expect((await staff.get('/admin?lang=en').expect(200)).text).toContain('Please set up yours by');
  const { body } = await staff.get('/admin/settings').accept('json').expect(200);
  expect(body.settings.SECOND_FACTOR).toEqual({ value: 'required', fixed: true });
  world.clock.move(7 * DAY);
  await world.restart();
  await (await world.signIn()).get('/admin').expect(303).expect('location', SET_UP);
});
