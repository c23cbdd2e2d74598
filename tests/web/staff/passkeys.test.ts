import supertest, { type Agent } from 'supertest';
import { expect, test } from 'vitest';
import { linkForReset } from '../../../src/staff/accounts/setup-links.ts';
import { createAuthenticator } from '../../support/authenticator.ts';
import { MINUTE } from '../../support/clock.ts';
import { htmlFaults } from '../../support/html.ts';
import { createWorld, PASSWORD } from '../../support/world.ts';

const ORIGIN = 'http://tips.newsroom.example';
const HOST = 'tips.newsroom.example';
const EMAIL = 'editor@newsroom.example';

const challengeOf = async (agent: Agent, path: string): Promise<string> =>
  (await agent.get(`/admin/${path}`).accept('json').expect(200)).body.challenge;

const post = (agent: Agent, path: string, fields: object) =>
  agent.post(`/admin/${path}`).type('form').send(fields);

/** A desk, somebody who is signed in, and their device, which has no passkey yet. */
async function deskWithDevice(counts = false) {
  const world = await createWorld();
  const staff = await world.signIn();
  const device = createAuthenticator({ counts });
  const asked = async (path: string, agent = staff) => ({
    ...{ challenge: await challengeOf(agent, path), origin: ORIGIN, host: HOST },
  });
  const add = async (name = '노트북') =>
    post(staff, 'account/passkeys', { name, passkey: device.make(await asked('account/passkeys')) });
  const stranger = () => supertest.agent(world.url);
  const use = async () => device.use(await asked('login/passkey', stranger()));
  const enter = (passkey: string, agent = stranger()) => post(agent, 'login/passkey', { passkey });
  const lastEvent = () =>
    world.database.query
      .selectFrom('events')
      .select(['kind', 'detail'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
  return { world, staff, device, asked, add, use, enter, stranger, lastEvent };
}

test('A passkey that was added signs in by itself, and stands in the list with its name', async () => {
  const { staff, add, use, stranger, lastEvent } = await deskWithDevice();
  const added = await add('<b>노트북</b>');
  expect(added.status).toBe(201);
  expect(await htmlFaults(added.text)).toEqual([]);
  const browser = stranger();
  const next = new URLSearchParams({ next: '/admin/account' });
  await post(browser, `login/passkey?${next}`, { passkey: await use() })
    .expect(303)
    .expect('location', '/admin/account');
  await browser.get('/admin').expect(200);
  expect(await lastEvent()).toMatchObject({ kind: 'signed in' });
  const page = await staff.get('/admin/account/second-factor?lang=en').expect(200);
  expect(await htmlFaults(page.text)).toEqual([]);
  expect(page.text).toContain('&lt;b>노트북&lt;/b>');
  const people = await staff.get('/admin/staff').accept('json').expect(200);
  expect(JSON.stringify(people.body)).toContain('"second_factor":true');
});

test('An answer counts once, also where it is sent twice at the same moment', async () => {
  const { add, use, enter, lastEvent } = await deskWithDevice();
  await add();
  const passkey = await use();
  const answers = await Promise.all([enter(passkey), enter(passkey)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 401]);
  await enter(passkey).expect(401);
  expect(await lastEvent()).toMatchObject({ kind: 'sign-in failed' });
});

test('What is of another page, host, act or time, or was verified by nobody, gets nobody in', async () => {
  const { world, device, asked, add, use, enter, stranger } = await deskWithDevice();
  await add();
  const right = await asked('login/passkey', stranger());
  await enter(device.use({ ...right, origin: 'http://elsewhere.example' })).expect(401);
  await enter(device.use({ ...right, host: 'elsewhere.example' })).expect(401);
  await enter(device.use(right, false)).expect(401);
  await enter(device.use(await asked('confirmation/passkey'))).expect(401);
  await enter(device.use(await asked('account/passkeys'))).expect(401);
  await enter(device.use({ ...right, challenge: Buffer.from('made up').toString('base64url') })).expect(401);
  await enter(createAuthenticator().use(right)).expect(401);
  const late = await use();
  world.clock.move(10 * MINUTE);
  await enter(late).expect(401);
  await enter(await use()).expect(303);
});

test('A copy of a passkey that counts is told by its count', async () => {
  const { device, add, use, enter } = await deskWithDevice(true);
  await add();
  for (let uses = 0; uses < 3; uses += 1) await enter(await use()).expect(303);
  device.rewind(1);
  await enter(await use()).expect(401);
});

test('A passkey is added by who asked for it, verified, under a name, and once', async () => {
  const { world, staff, device, asked, add } = await deskWithDevice();
  const colleague = await world.signIn('colleague@newsroom.example');
  const send = (passkey: string, agent = staff, name = '노트북') =>
    post(agent, 'account/passkeys', { name, passkey });
  await send(device.make(await asked('account/passkeys')), colleague).expect(422);
  await send(device.make(await asked('account/passkeys'), false)).expect(422);
  await send(device.make(await asked('login/passkey'))).expect(422);
  await send(device.make(await asked('account/passkeys')), staff, ' ').expect(422);
  for (const passkey of ['', '{}', '"', 'null', 'x'.repeat(30_000)]) await send(passkey).expect(422);
  expect((await add()).status).toBe(201);
  // The same device once more, and a colleague with it.
  await send(device.make(await asked('account/passkeys'))).expect(422);
  await send(device.make(await asked('account/passkeys', colleague)), colleague).expect(422);
  expect(await world.database.query.selectFrom('passkeys').select('name').execute()).toEqual([
    { name: '노트북' },
  ]);
});

test('After ten minutes a passkey confirms, that of the account in that session alone', async () => {
  const { world, staff, device, asked, add } = await deskWithDevice();
  await add();
  const other = createAuthenticator();
  const colleague = await world.signIn('colleague@newsroom.example');
  const made = other.make(await asked('account/passkeys', colleague));
  await post(colleague, 'account/passkeys', { name: 'x', passkey: made }).expect(201);
  world.clock.move(11 * MINUTE);
  const remake = (confirm_passkey: string) => post(staff, 'account/recovery-codes', { confirm_passkey });
  const page = await staff.post('/admin/account/recovery-codes?lang=en').expect(403);
  expect(page.text).toContain('data-into="confirm_passkey"');
  expect(await htmlFaults(page.text)).toEqual([]);
  await remake(other.use(await asked('confirmation/passkey'))).expect(403);
  await remake(device.use(await asked('confirmation/passkey', colleague))).expect(403);
  await remake(device.use(await asked('login/passkey'))).expect(403);
  await remake(device.use(await asked('confirmation/passkey'))).expect(201);
});

test('A passkey that was removed, or whose account has no password or has ended, gets nobody in', async () => {
  const { world, staff, device, asked, add, use, enter } = await deskWithDevice();
  await add();
  const { id } = await world.database.query.selectFrom('passkeys').select('id').executeTakeFirstOrThrow();
  const colleague = await world.signIn('colleague@newsroom.example');
  await post(colleague, 'account/passkeys/end', { id }).expect(404);
  await enter(await use()).expect(303);
  await post(staff, 'account/passkeys/end', { id }).expect(303);
  await enter(await use()).expect(401);
  await post(staff, 'account/passkeys', {
    name: 'x',
    passkey: device.make(await asked('account/passkeys')),
  }).expect(201);
  await linkForReset(world.database, EMAIL, world.clock());
  await enter(await use()).expect(401);
  await world.database.write(trx =>
    trx.updateTable('staff').set({ ended_at: 1, password_hash: 'x' }).where('email', '=', EMAIL).execute(),
  );
  await enter(await use()).expect(401);
});

test('With a passkey alone the password leads to the second step, and the page offers what there is', async () => {
  const { add, stranger } = await deskWithDevice();
  const codes = /<code[^>]*>([0-9A-Z-]{14})<\/code>/.exec((await add()).text)?.[1] ?? '';
  const browser = stranger();
  await post(browser, 'login', { email: EMAIL, password: PASSWORD })
    .expect(303)
    .expect('location', '/admin/login/second-factor');
  const page = await browser.get('/admin/login/second-factor?lang=en').expect(200);
  expect(await htmlFaults(page.text)).toEqual([]);
  expect(page.text).toContain('Where you cannot use a passkey, use a recovery code.');
  await post(browser, 'login/second-factor', { code: codes }).expect(303);
});

test('A token makes no passkey, and asks for none', async () => {
  const { world, staff } = await deskWithDevice();
  const { token } = (await post(staff, 'account/tokens', { name: 'script' }).accept('json').expect(201)).body;
  for (const path of ['account/passkeys', 'confirmation/passkey'])
    await world.request.get(`/admin/${path}`).set('Authorization', `Bearer ${token}`).expect(403);
  for (const path of ['account/passkeys', 'account/passkeys/end'])
    await world.request
      .post(`/admin/${path}`)
      .set('Authorization', `Bearer ${token}`)
      .type('form')
      .send({ name: 'x' })
      .expect(403);
});
