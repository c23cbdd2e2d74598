import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../support/clock.ts';
import { htmlFaults } from '../../../support/html.ts';
import { createWorld, PASSWORD } from '../../../support/world.ts';

const NEXT = 'seven green kettles sing';

async function twoSessions() {
  const world = await createWorld();
  const [staff, other] = [await world.signIn(), await world.signIn()];
  const post = (path: string, fields: object) =>
    staff.post(`/admin/account/${path}?lang=en`).type('form').send(fields);
  const read = async () => (await staff.get('/admin/account').accept('json').expect(200)).body;
  return { world, staff, other, post, read };
}

test.each(['ko', 'en'])('The account’s page is valid HTML in %s, and says what was done', async lang => {
  const { staff, post } = await twoSessions();
  await post('tokens', { name: 'script' }).expect(201);
  const page = await staff.get(`/admin/account?lang=${lang}&done=password`).expect(200);
  expect(await htmlFaults(page.text)).toEqual([]);
  expect(page.text).toContain('role="status"');
});

test('Another password ends all other sessions, and asks for the present one first', async () => {
  const { world, staff, other, post } = await twoSessions();
  const wrong = await post('password', { present: 'not this one', password: NEXT }).expect(422);
  expect(wrong.text).toContain('The present password does not match.');
  const short = await post('password', { present: PASSWORD, password: 'short' }).expect(422);
  expect(await htmlFaults(short.text)).toEqual([]);
  await other.get('/admin').expect(200);

  await post('password', { present: PASSWORD, password: NEXT }).expect(303);
  await staff.get('/admin').expect(200);
  await other.get('/admin').expect(303);
  const login = { email: 'editor@newsroom.example', password: NEXT };
  await world.request.post('/admin/login').type('form').send(login).expect(303);
  await world.request
    .post('/admin/login')
    .type('form')
    .send({ ...login, password: PASSWORD })
    .expect(401);
});

test('Sessions are listed with begin and last use, named, and ended one by one', async () => {
  const { world, other, post, read } = await twoSessions();
  world.clock.move(HOUR);
  await other.get('/admin').expect(200);
  const { sessions } = await read();
  expect(sessions).toHaveLength(2);
  const { id } = sessions.find((session: { current: boolean }) => !session.current);
  await post('sessions', { id, name: '집 노트북' }).expect(303);
  expect((await read()).sessions).toContainEqual({
    ...{ id, name: '집 노트북', current: false },
    begun_at: new Date(world.clock() - HOUR).toISOString(),
    used_at: new Date(world.clock()).toISOString(),
  });
  await post('sessions/end', { id }).expect(303);
  await other.get('/admin').expect(303);
  await post('sessions/end', { id }).expect(404);
  await post('sessions', { id, name: 'x' }).expect(404);
});

test('All sessions but the present one are ended at once, and nobody else’s', async () => {
  const { world, staff, other, post } = await twoSessions();
  const colleague = await world.signIn('colleague@newsroom.example');
  await post('sessions/end', { others: 'on' }).expect(303);
  await staff.get('/admin').expect(200);
  await other.get('/admin').expect(303);
  await colleague.get('/admin').expect(200);
});

test('A page that stood open over an upgrade switches off no mail that it did not show', async () => {
  const { signIn } = await createWorld();
  const staff = await signIn();
  const wanted = async () => (await staff.get('/admin/account').accept('json').expect(200)).body.mails;
  const all = await wanted();
  expect((await staff.get('/admin/account').expect(200)).text).toContain(
    `name="offered" value="${Object.keys(all).join(' ')}"`,
  );
  const older = { offered: 'assigned mentioned', mentioned: 'on' };
  await staff.post('/admin/account/mails').type('form').send(older).expect(303);
  expect(await wanted()).toEqual({ ...all, assigned: false });
});

test('A session ends thirty days after its begin, however much it is used', async () => {
  const { world, staff } = await twoSessions();
  const hours = (30 * DAY) / HOUR - 6;
  for (let passed = 0; passed < hours; passed += 6) {
    world.clock.move(6 * HOUR);
    await staff.get('/admin').expect(200);
  }
  world.clock.move(6 * HOUR);
  await staff.get('/admin').expect(303);
});

test('A token is told once, asks for a confirmation, and is ended on the page', async () => {
  const { world, post, read } = await twoSessions();
  world.clock.move(11 * MINUTE);
  await post('tokens', { name: 'script' }).expect(403);
  await post('tokens', { name: ' ', confirm_password: PASSWORD }).expect(422);
  const made = await post('tokens', { name: 'script' }).accept('json').expect(201);
  const ask = () =>
    world.request.get('/admin/account').accept('json').set('Authorization', `Bearer ${made.body.token}`);
  expect((await ask().expect(200)).body.email).toBe('editor@newsroom.example');
  const { tokens } = await read();
  expect(tokens).toMatchObject([{ name: 'script' }]);
  expect(JSON.stringify(tokens)).not.toContain(made.body.token);
  await post('tokens/end', { id: tokens[0].id }).expect(303);
  await ask().expect(401);
});

test('A token changes nothing of its owner’s account', async () => {
  const { world, post, read } = await twoSessions();
  const { token } = (await post('tokens', { name: 'script' }).accept('json').expect(201)).body;
  const { sessions, tokens } = await read();
  const byToken = (path: string, fields: object) =>
    world.request
      .post(`/admin/account/${path}`)
      .set('Authorization', `Bearer ${token}`)
      .type('form')
      .send(fields)
      .expect(403);
  await byToken('password', { present: PASSWORD, password: NEXT });
  await byToken('sessions', { id: sessions[0].id, name: 'x' });
  await byToken('sessions/end', { others: 'on' });
  await byToken('tokens', { name: 'another' });
  await byToken('tokens/end', { id: tokens[0].id });
  expect((await read()).sessions).toEqual(sessions);
});
