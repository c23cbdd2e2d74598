import supertest, { type Agent } from 'supertest';
import { expect, test } from 'vitest';
import { linkForReset } from '../../../src/staff/accounts/setup-links.ts';
import { DAY, HOUR, MINUTE } from '../../support/clock.ts';
import { htmlFaults } from '../../support/html.ts';
import { codeAt, connectApp, moveToDifferentCodes, STEP, wrongCodeAt } from '../../support/totp.ts';
import { createWorld, PASSWORD } from '../../support/world.ts';

const EMAIL = 'editor@newsroom.example';
const SECOND_STEP = '/admin/login/second-factor';

/** A desk on which one account has an app, and its owner is signed in; a step has passed since. */
async function deskWithApp() {
  const world = await createWorld();
  const staff = await world.signIn();
  const { key, codes } = await connectApp(staff, world.clock());
  world.clock.move(STEP);
  const post = (agent: Agent, path: string, fields: object = {}) =>
    agent.post(`/admin/${path}`).type('form').send(fields);
  /** A browser that has given the right password. */
  const afterPassword = async (password = PASSWORD) => {
    const browser = supertest.agent(world.url);
    await post(browser, 'login', { email: EMAIL, password }).expect(303).expect('location', SECOND_STEP);
    return browser;
  };
  const code = () => codeAt(key, world.clock());
  const wrong = () => wrongCodeAt(key, world.clock());
  const kinds = async () => {
    const rows = await world.database.query.selectFrom('events').select('kind').orderBy('id').execute();
    return rows.map(({ kind }) => kind);
  };
  return { world, staff, key, codes, post, afterPassword, code, wrong, kinds };
}

test('After the right password nobody is in before the code, and each code counts once', async () => {
  const { world, post, afterPassword, code, wrong, kinds } = await deskWithApp();
  const browser = await afterPassword();
  await browser.get('/admin').expect(303);
  const page = await browser.get(`${SECOND_STEP}?lang=en`).expect(200);
  expect(await htmlFaults(page.text)).toEqual([]);
  expect(page.text).toContain(EMAIL);
  const refused = await post(browser, 'login/second-factor?lang=en', { code: wrong() }).expect(401);
  expect(refused.text).toContain('That code does not match.');
  await browser.get('/admin').expect(303);
  expect((await kinds()).at(-1)).toBe('sign-in failed');

  const used = code();
  await post(browser, 'login/second-factor', { code: used, next: '/admin/account' })
    .expect(303)
    .expect('location', '/admin/account');
  await browser.get('/admin').expect(200);
  const other = await afterPassword();
  await post(other, 'login/second-factor', { code: used }).expect(401);
  world.clock.move(STEP);
  await post(other, 'login/second-factor', { code: ` ${code().replace(/^.../, '$& ')}` }).expect(303);
  await other.get('/admin').expect(200);
});

test('A code of one step before or after counts, and none that is further away', async () => {
  const { world, key, post, afterPassword } = await deskWithApp();
  world.clock.move(10 * STEP);
  const browser = await afterPassword();
  const send = (steps: number) =>
    post(browser, 'login/second-factor', { code: codeAt(key, world.clock() + steps * STEP) });
  moveToDifferentCodes(world.clock, key);
  await send(-2).expect(401);
  await send(2).expect(401);
  await send(-1).expect(303);
  await post(await afterPassword(), 'login/second-factor', {
    code: codeAt(key, world.clock() + STEP),
  }).expect(303);
});

test('Two who send the same code at the same moment: one is in', async () => {
  const { post, afterPassword, code } = await deskWithApp();
  const browsers = [await afterPassword(), await afterPassword()];
  const answers = await Promise.all(browsers.map(one => post(one, 'login/second-factor', { code: code() })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 401]);
});

test('A recovery code gets its owner in once, however it is typed, and the number left is told', async () => {
  const { staff, codes, post, afterPassword, kinds } = await deskWithApp();
  expect(new Set(codes).size).toBe(10);
  const [first = ''] = codes;
  expect(first).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const browser = await afterPassword();
  await post(browser, 'login/second-factor', { code: ` ${first.toLowerCase().replaceAll('-', ' ')}` }).expect(
    303,
  );
  expect((await kinds()).slice(-2)).toEqual(['recovery code used', 'signed in']);
  await post(await afterPassword(), 'login/second-factor', { code: first }).expect(401);
  const { body } = await staff.get('/admin/account/second-factor').accept('json').expect(200);
  expect(body).toEqual({ app: true, passkeys: [], recovery_codes: 9 });
});

test('New recovery codes make those of before void', async () => {
  const { staff, codes, post, afterPassword } = await deskWithApp();
  const made = await staff.post('/admin/account/recovery-codes').accept('json').expect(201);
  expect(made.body.recovery_codes).toHaveLength(10);
  const browser = await afterPassword();
  await post(browser, 'login/second-factor', { code: codes[1] }).expect(401);
  await post(browser, 'login/second-factor', { code: made.body.recovery_codes[1] }).expect(303);
});

test('Whoever tries codes is refused for longer and longer, and the owner’s own browser is not', async () => {
  const { world, staff, post, afterPassword, code, wrong } = await deskWithApp();
  await post(staff, 'logout').expect(303);
  const stranger = await afterPassword();
  for (let tries = 0; tries < 5; tries += 1)
    await post(stranger, 'login/second-factor', { code: wrong() }).expect(401);
  const refused = await post(stranger, 'login/second-factor', { code: code() }).expect(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  // From another browser that is not known it is the same count.
  await post(await afterPassword(), 'login/second-factor', { code: code() }).expect(429);
  await post(staff, 'login', { email: EMAIL, password: PASSWORD }).expect('location', SECOND_STEP);
  await post(staff, 'login/second-factor', { code: code() }).expect(303);
  world.clock.move(MINUTE);
  await post(stranger, 'login/second-factor', { code: code() }).expect(303);
});

test('What the password has opened ends after ten minutes, with another password, and with the account', async () => {
  const { world, staff, post, afterPassword, code } = await deskWithApp();
  const late = await afterPassword();
  world.clock.move(10 * MINUTE);
  const over = await post(late, 'login/second-factor?lang=en', { code: code() }).expect(401);
  expect(over.text).toContain('Please sign in from the start.');
  expect(await htmlFaults(over.text)).toEqual([]);
  await late.get(SECOND_STEP).expect(303).expect('location', '/admin/login');

  const other = await afterPassword();
  const next = 'seven green kettles sing';
  await post(staff, 'confirmation', { confirm_password: PASSWORD, confirm_code: code() }).expect(303);
  await post(staff, 'account/password', { present: PASSWORD, password: next }).expect(303);
  world.clock.move(STEP);
  await post(other, 'login/second-factor', { code: code() }).expect(401);

  const ended = await afterPassword(next);
  await world.database.write(trx => trx.updateTable('staff').set({ ended_at: 1 }).execute());
  await post(ended, 'login/second-factor', { code: code() }).expect(401);
});

test('The cookie between the two steps is no session, and one that was changed is nothing', async () => {
  const { world, post, afterPassword, code } = await deskWithApp();
  await post(supertest.agent(world.url), 'login/second-factor', { code: code() }).expect(401);
  const forged = supertest.agent(world.url).set('cookie', 'jebo-pending=x');
  await post(forged, 'login/second-factor', { code: code() }).expect(401);
  const answer = await world.request
    .post('/admin/login')
    .type('form')
    .send({ email: EMAIL, password: PASSWORD });
  const cookies = String(answer.headers['set-cookie']);
  expect(cookies).toMatch(
    /^jebo-pending=[\w-]+; Max-Age=600; Path=\/admin\/login; .*HttpOnly; SameSite=Strict$/,
  );
  expect(await afterPassword()).toBeDefined();
});

test('An app counts once a right code was typed, with what is kept of it sealed', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  const { setup, key } = (await staff.post('/admin/account/app').accept('json').expect(200)).body;
  const send = (agent: Agent, code: string) =>
    agent.post('/admin/account/app/code?lang=en').type('form').send({ setup, code });
  const wrong = await send(staff, wrongCodeAt(key, world.clock())).expect(422);
  expect(wrong.text).toContain('That code does not match.');
  expect(await htmlFaults(wrong.text)).toEqual([]);
  expect(await world.database.query.selectFrom('totp').selectAll().execute()).toEqual([]);
  const colleague = await world.signIn('colleague@newsroom.example');
  await send(colleague, codeAt(key, world.clock())).expect(422);
  const other = await world.signIn();

  const shown = await send(staff, codeAt(key, world.clock())).expect(201);
  expect(await htmlFaults(shown.text)).toEqual([]);
  expect(shown.text.match(/<code[^>]*>[0-9A-Z-]{14}<\/code>/g)).toHaveLength(10);
  const rows = await world.database.query.selectFrom('totp').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(key);
  // What had shown a password alone has ended.
  await other.get('/admin').expect(303);
  await staff.get('/admin').expect(200);
  await colleague.get('/admin').expect(200);
});

test.each(['ko', 'en'])(
  'The pages of the second factor are valid HTML in %s, before and after',
  async lang => {
    const world = await createWorld();
    const staff = await world.signIn();
    const before = await staff.get(`/admin/account/second-factor?lang=${lang}`).expect(200);
    const setup = await staff.post(`/admin/account/app?lang=${lang}`).expect(200);
    await connectApp(staff, world.clock());
    const after = await staff.get(`/admin/account/second-factor?lang=${lang}&done=app`).expect(200);
    const account = await staff.get(`/admin/account?lang=${lang}`).expect(200);
    for (const { text } of [before, setup, after, account]) expect(await htmlFaults(text)).toEqual([]);
    expect(setup.text).toContain('otpauth://totp/');
    expect(setup.text).toContain('<svg class="qr-code"');
  },
);

test('A second app takes the place of the first, and its codes those of the first', async () => {
  const { world, staff, key, post, afterPassword } = await deskWithApp();
  const next = (await staff.post('/admin/account/app').accept('json').expect(200)).body;
  await post(staff, 'account/app/code', { setup: next.setup, code: codeAt(next.key, world.clock()) })
    .expect(303)
    .expect('location', '/admin/account/second-factor?done=app');
  world.clock.move(STEP);
  const browser = await afterPassword();
  moveToDifferentCodes(world.clock, key, next.key);
  const now = world.clock();
  await post(browser, 'login/second-factor', { code: codeAt(key, now) }).expect(401);
  await post(browser, 'login/second-factor', { code: codeAt(next.key, now) }).expect(303);
});

test.each(['account/app', 'account/app/end', 'account/recovery-codes'])(
  'After ten minutes POST %s asks for password and code, and neither alone will do',
  async path => {
    const { world, staff, post, code, wrong } = await deskWithApp();
    world.clock.move(11 * MINUTE);
    const asked = await post(staff, `${path}?lang=en`).expect(403);
    expect(asked.text).toContain('name="confirm_code"');
    expect(await htmlFaults(asked.text)).toEqual([]);
    await post(staff, path, { confirm_password: PASSWORD }).expect(403);
    await post(staff, path, { confirm_password: PASSWORD, confirm_code: wrong() }).expect(403);
    await post(staff, path, { confirm_password: 'not this one', confirm_code: code() }).expect(403);
    const done = await post(staff, path, { confirm_password: PASSWORD, confirm_code: code() });
    expect(done.status).toBeLessThan(400);
  },
);

test('A right password alone confirms nothing, also where another password is set', async () => {
  const { world, staff, post, code } = await deskWithApp();
  world.clock.move(11 * MINUTE);
  const typed = { present: PASSWORD, password: 'short' };
  const asked = await post(staff, 'account/password?lang=en', typed).expect(403);
  expect(asked.text).not.toContain(PASSWORD);
  await post(staff, 'account/recovery-codes').expect(403);
  await post(staff, 'confirmation', {
    next: '/admin/account',
    confirm_password: PASSWORD,
    confirm_code: code(),
  })
    .expect(303)
    .expect('location', '/admin/account');
  await post(staff, 'account/password', typed).expect(422);
});

test('Of password and code nobody learns at the confirmation which was wrong, and tries are refused', async () => {
  const { world, staff, post, code, wrong } = await deskWithApp();
  world.clock.move(11 * MINUTE);
  const confirm = (confirm_password: string, confirm_code: string) =>
    post(staff, 'confirmation?lang=en', { next: '/admin', confirm_password, confirm_code });
  const one = await confirm(PASSWORD, wrong()).expect(403);
  const two = await confirm('not this one', code()).expect(403);
  expect(one.text).toBe(two.text);
  for (let tries = 2; tries < 5; tries += 1) await confirm('not this one', wrong()).expect(403);
  await confirm(PASSWORD, code()).expect(429);
});

test('Without its app the account is open to the password again, and its recovery codes are gone', async () => {
  const { world, staff, codes, post } = await deskWithApp();
  await post(staff, 'account/app/end').expect(303);
  await post(staff, 'account/app/end').expect(404);
  await post(staff, 'account/recovery-codes').expect(404);
  await world.signIn();
  const { key } = await connectApp(staff, world.clock());
  const browser = supertest.agent(world.url);
  await post(browser, 'login', { email: EMAIL, password: PASSWORD }).expect('location', SECOND_STEP);
  await post(browser, 'login/second-factor', { code: codes[3] }).expect(401);
  world.clock.move(STEP);
  await post(browser, 'login/second-factor', { code: codeAt(key, world.clock()) }).expect(303);
});

test('A link that sets another password leads to the second factor, which stays', async () => {
  const { world, post, code } = await deskWithApp();
  const token = await linkForReset(world.database, EMAIL, world.clock());
  const browser = supertest.agent(world.url);
  await post(browser, `setup/${token}`, { password: 'seven green kettles sing' })
    .expect(303)
    .expect('location', SECOND_STEP);
  await browser.get('/admin').expect(303);
  await post(browser, 'login/second-factor', { code: code() }).expect(303);
  await browser.get('/admin').expect(200);
});

test('A token changes no factor, and sees of them no more than that they are there', async () => {
  const { world, staff, post } = await deskWithApp();
  const { token } = (await post(staff, 'account/tokens', { name: 'script' }).accept('json').expect(201)).body;
  for (const path of ['app', 'app/code', 'app/end', 'recovery-codes'])
    await world.request
      .post(`/admin/account/${path}`)
      .set('Authorization', `Bearer ${token}`)
      .type('form')
      .send({ confirm_password: PASSWORD })
      .expect(403);
  const { body } = await world.request
    .get('/admin/account/second-factor')
    .accept('json')
    .set('Authorization', `Bearer ${token}`)
    .expect(200);
  expect(body).toEqual({ app: true, passkeys: [], recovery_codes: 10 });
});

test('A set-up page that was left open for long begins anew, with another secret', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  const { setup, key } = (await staff.post('/admin/account/app').accept('json').expect(200)).body;
  world.clock.move(HOUR);
  const answer = await staff
    .post('/admin/account/app/code?lang=en')
    .type('form')
    .send({ setup, code: codeAt(key, world.clock()), confirm_password: PASSWORD })
    .expect(422);
  expect(answer.text).toContain('This page was open for long');
  expect(answer.text).not.toContain(key);
});

test('A clock that was ahead by a year does not keep an app out once it is right', async () => {
  const { world, post, afterPassword, code } = await deskWithApp();
  world.clock.move(365 * DAY);
  await post(await afterPassword(), 'login/second-factor', { code: code() }).expect(303);
  world.clock.move(-365 * DAY);
  await post(await afterPassword(), 'login/second-factor', { code: code() }).expect(303);
});
