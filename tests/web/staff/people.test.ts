import { randomBytes } from 'node:crypto';
import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { chainEvents } from '../../../src/history/chain.ts';
import { addApiToken } from '../../../src/staff/api-tokens/api-tokens.ts';
import { HOUR, MINUTE } from '../../support/clock.ts';
import { htmlFaults } from '../../support/html.ts';
import { waitFor } from '../../support/wait-for.ts';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const ADMIN = 'editor@newsroom.example';
const NEW = { email: 'minji@newsroom.example', name: '김민지', role: 'editor', language: 'ko' };

const post = (staff: Pick<Agent, 'post'>, path: string, fields: object = {}) =>
  staff.post(path).accept('json').type('form').send(fields);

const idOf = async ({ database }: World, email: string): Promise<string> => {
  const staff = database.query.selectFrom('staff').select('id').where('email', '=', email);
  return (await staff.executeTakeFirstOrThrow()).id;
};

/** An admin and a colleague, who may be another, and the colleague's page. */
async function deskWithColleague(role = 'editor') {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  const email = 'junho@newsroom.example';
  const colleague = await world.signIn(email);
  await world.database.write(trx =>
    trx.updateTable('staff').set({ role }).where('email', '=', email).execute(),
  );
  const id = await idOf(world, email);
  const read = async () => (await admin.get(`/admin/staff/${id}`).accept('json').expect(200)).body;
  return { world, admin, colleague, email, id, path: `/admin/staff/${id}`, read };
}

async function sendTip(world: World): Promise<number> {
  return (await post(world.request, '/tips', { message: '글' }).expect(201)).body.number;
}

const assign = ({ database }: World, number: number, assignee: string, state = 'open') =>
  database.write(trx =>
    trx.updateTable('tips').set({ assignee, state }).where('number', '=', number).execute(),
  );

const linkIn = (text: string): string => /https?:\/\/\S+\/admin\/setup\/\S+/.exec(text)?.[0] ?? '';
const pathOf = (link: string): string => new URL(link).pathname;

const eventsOf = async ({ database }: World) =>
  (
    await database.query
      .selectFrom('events')
      .select(['kind', 'detail', 'tip'])
      .where('kind', 'not in', ['signed in', 'received', 'confirmed again'])
      .orderBy('id')
      .execute()
  ).map(({ kind, detail, tip }) => [kind, detail ?? tip].filter(part => part !== null).join(': '));

test('Who is invited by mail sets a password by its link, once, and is called by their name', async () => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  const { body } = await post(admin, '/admin/staff', NEW).expect(201);
  expect(body).toEqual({ id: await idOf(world, NEW.email), link: null });
  const [mail] = await world.mails(1);
  expect(mail?.to).toEqual([NEW.email]);
  const link = linkIn(mail?.parsed.text ?? '');
  const invited = world.request.post(pathOf(link)).type('form').send({ password: PASSWORD });
  await invited.expect(303).expect('location', '/admin');
  await world.request.post(pathOf(link)).type('form').send({ password: PASSWORD }).expect(410);
  const people = (await admin.get('/admin/staff').accept('json').expect(200)).body.people;
  expect(people).toMatchObject([
    { email: ADMIN, state: 'active', version: 1 },
    { email: NEW.email, name: '김민지', role: 'editor', language: 'ko', state: 'active', topics: [] },
  ]);
  expect(await eventsOf(world)).toEqual(['invited: editor', 'password set']);
});

test('The mail speaks the language of who is invited and says who invites, in one line', async () => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  await post(admin, '/admin/account/profile', { name: 'Lee\r\nBcc: x, "Y" <b>' }).expect(200);
  await post(admin, '/admin/staff', { ...NEW, language: 'en' }).expect(201);
  const [mail] = await world.mails(1);
  expect(mail?.parsed.subject).toBe('[YTN] You are invited to the tip desk');
  expect(mail?.parsed.headers.has('bcc')).toBe(false);
  expect(mail?.parsed.text).toContain('Lee Bcc: x, "Y" <b> invites you to the tip desk of YTN');
  expect(mail?.parsed.html).toContain('&lt;b> invites you');
  expect(mail?.parsed.headers.get('x-jebo-notice')).toBe('invitation');
  const link = linkIn(mail?.parsed.text ?? '');
  expect((await world.request.get(`${pathOf(link)}?lang=en`).expect(200)).text).toContain(NEW.email);
  expect(link).toMatch(/\?lang=en$/);
});

test('No token of an invitation stands in the database, and its mail is the same at each attempt', async () => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  world.smtp.dropAfterData();
  await post(admin, '/admin/staff', NEW).expect(201);
  const [first] = await world.mails(1);
  const row = () =>
    world.database.query
      .selectFrom('outbox')
      .selectAll()
      .where('kind', '=', 'invitation mail')
      .executeTakeFirstOrThrow();
  await waitFor(async () => expect((await row()).last_error).not.toBeNull());
  world.smtp.behave();
  world.clock.move(10 * MINUTE);
  await world.restart();
  const second = (await world.mails(2))[1];
  expect(second?.parsed.messageId).toBe(first?.parsed.messageId);
  const token =
    pathOf(linkIn(second?.parsed.text ?? ''))
      .split('/')
      .at(-1) ?? '';
  expect(token).toHaveLength(43);
  expect(linkIn(first?.parsed.text ?? '')).toContain(token);
  const links = await world.database.query.selectFrom('setup_links').selectAll().execute();
  expect(JSON.stringify([links, await row()])).not.toContain(token);
});

test('An invitation that has grown too old is not sent', async () => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  await world.smtp.goDown();
  await post(admin, '/admin/staff', NEW).expect(201);
  const state = async () =>
    (
      await world.database.query
        .selectFrom('outbox')
        .select('state')
        .where('kind', '=', 'invitation mail')
        .executeTakeFirstOrThrow()
    ).state;
  // From then on nothing is in hand: all mails wait for the server.
  const pauses = world.database.query.selectFrom('pauses').select('server');
  await waitFor(async () => expect(await pauses.execute()).toHaveLength(1));
  world.clock.move(25 * HOUR);
  await world.smtp.comeBack();
  await world.restart();
  await waitFor(async () => expect(await state()).toBe('done'));
  expect(world.smtp.mails).toEqual([]);
});

test('Sent again, the link of before ends, and so does its mail', async () => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  const { id } = (await post(admin, '/admin/staff', NEW).expect(201)).body;
  const [first] = await world.mails(1);
  await post(admin, `/admin/staff/${id}/invitation`, { version: 1 }).expect(201);
  const second = (await world.mails(2))[1];
  const [old, next] = [first, second].map(mail => pathOf(linkIn(mail?.parsed.text ?? '')));
  expect(old).not.toBe(next);
  await world.request.get(old ?? '').expect(410);
  await world.request.get(next ?? '').expect(200);
  await post(admin, `/admin/staff/${id}/invitation`, { version: 1 }).expect(409);
});

test('An invitation that is taken back opens nothing, and its account is closed', async () => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  const { id } = (await post(admin, '/admin/staff', NEW).expect(201)).body;
  const [mail] = await world.mails(1);
  await post(admin, `/admin/staff/${id}/deactivation`, { version: 1, tips: 0 }).expect(200);
  await world.request.get(pathOf(linkIn(mail?.parsed.text ?? ''))).expect(410);
  expect(await eventsOf(world)).toEqual(['invited: editor', 'invitation taken back']);
  await post(admin, `/admin/staff/${id}/invitation`, { version: 2 }).expect(409);
});

test('A mail that was refused is told, and gone once it is sent again', async () => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  world.smtp.refuse('RCPT', 550, { text: '5.1.1 unknown' });
  const { id } = (await post(admin, '/admin/staff', NEW).expect(201)).body;
  const page = async () => textOf((await admin.get('/admin/staff?lang=en').expect(200)).text);
  await waitFor(async () => expect(await page()).toContain('The mail could not go.'));
  world.smtp.behave();
  await post(admin, `/admin/staff/${id}/invitation`, { version: 1 }).expect(201);
  await waitFor(async () => expect(await page()).toContain('The mail was sent'));
  const stuck = world.database.query.selectFrom('outbox').select('id').where('state', '=', 'set aside');
  expect(await stuck.execute()).toEqual([]);
});

test('Without a mail server the link is shown once, and nothing is mailed', async () => {
  const world = await createWorld({ settings: { SMTP_URL: '' } });
  const admin = await world.signIn(ADMIN);
  const page = await admin.post('/admin/staff?lang=en').type('form').send(NEW).expect(201);
  expect(await htmlFaults(page.text)).toEqual([]);
  expect(textOf(page.text)).toContain(NEW.email);
  const link = linkIn(textOf(page.text.replaceAll('<', ' <')));
  await world.request.get(pathOf(link)).expect(200);
  const list = (await admin.get('/admin/staff').expect(200)).text;
  expect(list).not.toContain(pathOf(link));
  const mails = world.database.query.selectFrom('outbox').select('id').where('kind', '=', 'invitation mail');
  expect(await mails.execute()).toEqual([]);
});

test.each([
  [{ ...NEW, email: 'no address' }, ['email']],
  [{ ...NEW, email: 'a@b.kr,c@d.kr' }, ['email']],
  [{ ...NEW, email: 'a@b.kr\r\nBcc: c@d.kr' }, ['email']],
  [{ ...NEW, email: ` ${ADMIN.toUpperCase()} ` }, ['email']],
  [{ ...NEW, name: 'ceo@newsroom.example' }, ['name']],
  [{ ...NEW, name: 'ceo﹫newsroom.example' }, ['name']],
  [{ ...NEW, name: '가'.repeat(20_000) }, ['name']],
  [{ email: 'b@newsroom.example' }, ['role']],
  [{ ...NEW, role: 'owner' }, ['role']],
])('What is wrong with an invitation stands beside its field: %#', async (fields, wrong) => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  const { body } = await post(admin, '/admin/staff', fields).expect(422);
  expect(Object.keys(body.errors)).toEqual(wrong);
  const page = await admin.post('/admin/staff?lang=ko').type('form').send(fields).expect(422);
  expect(await htmlFaults(page.text)).toEqual([]);
  const accounts = await world.database.query.selectFrom('staff').select('email').execute();
  expect(accounts).toEqual([{ email: ADMIN }]);
});

test('A hundred invitations within an hour are all that are mailed', async () => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  const { id } = (await post(admin, '/admin/staff', NEW).expect(201)).body;
  await world.mails(1);
  const one = await world.database.query
    .selectFrom('setup_links')
    .selectAll()
    .where('invitation', 'is not', null)
    .executeTakeFirstOrThrow();
  const more = Array.from({ length: 99 }, (_, place) => ({ ...one, token_hash: String(place) }));
  await world.database.write(trx => trx.insertInto('setup_links').values(more).execute());
  const again = await post(admin, `/admin/staff/${id}/invitation`, { version: 1 }).expect(429);
  expect(again.headers['retry-after']).toBe('3600');
  world.clock.move(HOUR + 1);
  const later = await world.signIn(ADMIN);
  await post(later, `/admin/staff/${id}/invitation`, { version: 1 }).expect(201);
});

test('Two who invite the same address at once make one account', async () => {
  const world = await createWorld();
  const admin = await world.signIn(ADMIN);
  const answers = await Promise.all([1, 2].map(() => post(admin, '/admin/staff', NEW).ok(() => true)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  await world.mails(1);
});

test('Each change asks for a fresh confirmation, and a token never gives it', async () => {
  const { world, admin, path } = await deskWithColleague();
  const staffId = await idOf(world, ADMIN);
  const token = await world.database.write(trx =>
    addApiToken(trx, { staffId, by: null, name: 'a script', now: world.clock() }),
  );
  const program = () => world.request.post(path).accept('json').set('Authorization', `Bearer ${token}`);
  await program().type('form').send({ version: 1, name: 'x' }).expect(403);
  world.clock.move(11 * MINUTE);
  for (const act of ['', '/invitation', '/deactivation', '/reactivation']) {
    const asked = await post(admin, path + act, { version: 1, tips: 0 }).expect(403);
    expect(asked.body.code ?? 'confirmation-needed').toBe('confirmation-needed');
  }
  await post(admin, '/admin/staff', NEW).expect(403);
  await post(admin, '/admin/account/profile', { name: '이름' }).expect(403);
  expect(await eventsOf(world)).toEqual(['token made']);
  await post(admin, path, { version: 1, name: '이준호', confirm_password: PASSWORD }).expect(200);
});

test('An admin changes name, language and role, which stand in the history, and a stale change is told', async () => {
  const { world, admin, colleague, path, read } = await deskWithColleague();
  const fields = { name: ' 이준호 ', language: 'en', role: 'reporter' };
  expect((await post(admin, path, { ...fields, version: 1 }).expect(200)).body).toEqual({ version: 2 });
  expect(await read()).toMatchObject({ name: '이준호', language: 'en', role: 'reporter', version: 2 });
  await post(admin, path, { ...fields, version: 1 }).expect(409);
  expect(await eventsOf(world)).toEqual([
    'renamed',
    'language changed: en',
    'role changed: editor → reporter',
  ]);
  await colleague.get('/admin/retention').expect(403);
});

test('Pages are in one’s own language unless another is asked for', async () => {
  const { world } = await deskWithColleague();
  const staff = await world.signIn('junho@newsroom.example');
  const titleOf = async (path: string) =>
    /<html lang="(..)"/.exec((await staff.get(path).set('Accept-Language', 'ko').expect(200)).text)?.[1];
  await post(staff, '/admin/account/profile', { name: '', language: 'en' }).expect(200);
  expect(await titleOf('/admin')).toBe('en');
  expect(await titleOf('/admin?lang=ko')).toBe('ko');
  expect(await titleOf('/admin')).toBe('en');
  await post(staff, '/admin/account/profile', { name: '', language: '' }).expect(200);
  expect(await titleOf('/admin')).toBe('ko');
});

test('A closed account ends at once, and its open tips are nobody’s, each with its event', async () => {
  const { world, admin, colleague, id, path, read } = await deskWithColleague();
  const [one, other, closed] = [await sendTip(world), await sendTip(world), await sendTip(world)];
  await assign(world, one, id);
  await assign(world, other, id, 'new');
  await assign(world, closed, id, 'closed');
  await post(colleague, `/admin/tips/${one}/notes`, { body: '메모' });
  expect(await read()).toMatchObject({ open_tips: [one, other] });
  const page = (await admin.get(`${path}?lang=en`).expect(200)).text;
  expect(await htmlFaults(page)).toEqual([]);
  expect(textOf(page)).toContain('2 open tips are assigned to them.');
  expect(page).toContain(`href="/admin/tips/${other}"`);
  await post(admin, `${path}/deactivation`, { version: 1, tips: 1 }).expect(409);
  await colleague.get('/admin').expect(200);
  await post(admin, `${path}/deactivation`, { version: 1, tips: 2 }).expect(200);
  await colleague.get('/admin').expect(303);
  const tips = await world.database.query
    .selectFrom('tips')
    .select(['number', 'assignee'])
    .orderBy('number')
    .execute();
  expect(tips.map(({ assignee }) => assignee)).toEqual([null, null, id]);
  const events = await eventsOf(world);
  expect(events.slice(-3)).toEqual(['deactivated', `unassigned: ${one}`, `unassigned: ${other}`]);
  expect((await admin.get(`/admin/tips/${one}`).accept('json').expect(200)).body.notes).toMatchObject([
    { body: '메모' },
  ]);
});

test('Whoever changes a tip that became nobody’s meanwhile is told that', async () => {
  const { world, admin, id, path } = await deskWithColleague();
  const tip = await sendTip(world);
  await assign(world, tip, id);
  await post(admin, `${path}/deactivation`, { version: 1, tips: 1 }).expect(200);
  const late = await admin
    .post(`/admin/tips/${tip}/closure?lang=en`)
    .type('form')
    .send({ version: '1', outcome: 'used' })
    .expect(409);
  const alert = textOf(/role="alert"[\s\S]*?<\/ul>/.exec(late.text)?.[0] ?? '');
  expect(alert).toContain('Assigned to nobody any more');
});

test('Names stand on a tip’s page, and e-mails in its JSON', async () => {
  const { world, admin, colleague, email, path } = await deskWithColleague();
  const number = await sendTip(world);
  const tip = `/admin/tips/${number}`;
  await colleague.post(`${tip}/notes`).type('form').send({ body: '메모' }).expect(303);
  await post(colleague, `${tip}/opening`, { version: 1 }).expect(200);
  await post(colleague, `${tip}/hold`, { version: 2, on: 'on', reason: '소송' }).expect(200);
  const before = textOf((await admin.get(tip).expect(200)).text);
  expect(before).toContain(email);
  await post(admin, path, { version: 1, name: '이준호', language: '' }).expect(200);
  const after = (await admin.get(tip).expect(200)).text;
  expect(textOf(after)).not.toContain(email);
  expect(textOf(after).split('이준호').length).toBeGreaterThan(4);
  expect(await htmlFaults(after)).toEqual([]);
  const { notes, hold, events } = (await admin.get(tip).accept('json').expect(200)).body;
  const placed = events.find(({ kind }: { kind: string }) => kind === 'held');
  expect([notes[0].by, hold.by, placed.by]).toEqual([email, email, email]);
  const { database } = world;
  await chainEvents({ database, key: randomBytes(32) });
  const history = (await admin.get('/admin/history?lang=en').expect(200)).text;
  expect(textOf(history)).toContain('Renamed: 이준호');
  expect(history).toContain(`title="${email}"`);
  const entries = (await admin.get('/admin/history').accept('json').expect(200)).body.entries;
  expect(entries).toContainEqual(expect.objectContaining({ kind: 'renamed', subject: email }));
  const held = await admin.get('/admin/retention?view=held').expect(200);
  expect(textOf(held.text)).toContain('이준호: 소송');
});

test('Who has lost the phone has the second factor taken away, and says who has one', async () => {
  const { world, admin, colleague, id, path, read } = await deskWithColleague();
  await post(admin, `${path}/factor-reset`).expect(409);
  const row = { staff_id: id, master: 1, sealed: 'x', added_at: 1, last_step: 0 };
  await world.database.write(trx => trx.insertInto('totp').values(row).execute());
  expect(await read()).toMatchObject({ second_factor: true });
  const page = (await admin.get('/admin/staff?lang=en').expect(200)).text;
  expect(await htmlFaults(page)).toEqual([]);
  expect(await htmlFaults((await admin.get(`${path}?lang=en`).expect(200)).text)).toEqual([]);
  await post(admin, `${path}/factor-reset`).expect(200);
  expect(await read()).toMatchObject({ second_factor: false });
  await colleague.get('/admin').expect(303);
});

test('Who has left is invited back, with a link, to the account of before', async () => {
  const { world, admin, email, path, read } = await deskWithColleague();
  await post(admin, `${path}/reactivation`, { version: 1 }).expect(409);
  await post(admin, `${path}/deactivation`, { version: 1, tips: 0 }).expect(200);
  expect(await read()).toMatchObject({ state: 'deactivated' });
  await post(admin, path, { version: 2, name: 'x' }).expect(409);
  await post(admin, `${path}/reactivation`, { version: 2 }).expect(201);
  expect(await read()).toMatchObject({ state: 'invited', role: 'editor' });
  const [mail] = await world.mails(1);
  expect(mail?.to).toEqual([email]);
  await world.request
    .post(pathOf(linkIn(mail?.parsed.text ?? '')))
    .type('form')
    .send({ password: PASSWORD })
    .expect(303);
  expect(await read()).toMatchObject({ state: 'active' });
  expect((await eventsOf(world)).slice(-3)).toEqual(['deactivated', 'brought back', 'password set']);
});

test('Of two admins who close or demote each other at once, one stays', async () => {
  const { world, admin, colleague, id, path } = await deskWithColleague('admin');
  const other = `/admin/staff/${await idOf(world, ADMIN)}`;
  const answers = await Promise.all([
    post(admin, `${path}/deactivation`, { version: 1, tips: 0 }).ok(() => true),
    post(colleague, other, { version: 1, name: '', role: 'reporter' }).ok(() => true),
  ]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const admins = world.database.query
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'admin')
    .where('ended_at', 'is', null)
    .where('password_hash', 'is not', null);
  expect(await admins.execute()).toHaveLength(1);
  expect(id).toBeTypeOf('string');
});

test('The last admin neither leaves nor becomes less', async () => {
  const { world, admin } = await deskWithColleague();
  const own = `/admin/staff/${await idOf(world, ADMIN)}`;
  await post(admin, own, { version: 1, name: '', role: 'editor' }).expect(409);
  const told = await post(admin, `${own}/deactivation?lang=en`, { version: 1, tips: 0 }).expect(409);
  expect(told.body).toMatchObject({ code: 'last-admin' });
  expect(await eventsOf(world)).toEqual([]);
});

test('Nobody raises their own role, not by a second window either', async () => {
  const { world, admin, colleague, path } = await deskWithColleague();
  await post(colleague, path, { version: 1, name: '', role: 'admin' }).expect(403);
  const own = `/admin/staff/${await idOf(world, ADMIN)}`;
  await post(admin, path, { version: 1, name: '', role: 'admin' }).expect(200);
  const windows = await Promise.all(
    (['reporter', 'admin'] as const).map(role =>
      post(admin, own, { version: 1, name: '', role }).ok(() => true),
    ),
  );
  expect(windows.map(({ status }) => status)).toContain(200);
  await post(admin, own, { version: 2, name: '', role: 'reporter' }).ok(() => true);
  await post(admin, own, { version: 3, name: '', role: 'admin' }).expect(403);
  const roles = await world.database.query.selectFrom('staff').select('role').where('email', '=', ADMIN);
  expect(await roles.execute()).toEqual([{ role: 'reporter' }]);
});

test.each(['ko', 'en'])(
  'The pages of people are valid HTML in %s, also with script in every field',
  async lang => {
    const { world, admin, path } = await deskWithColleague();
    const name = '<script>alert(1)</script>';
    await post(admin, path, { version: 1, name, language: '', role: 'editor' }).expect(200);
    await post(admin, '/admin/staff', { ...NEW, name: '"><b onclick=x>' }).expect(201);
    await world.mails(1);
    const invited = `/admin/staff/${await idOf(world, NEW.email)}`;
    for (const page of ['/admin/staff', path, invited, '/admin/account']) {
      const { text } = await admin.get(`${page}?lang=${lang}`).expect(200);
      expect(await htmlFaults(text)).toEqual([]);
      expect(text).not.toMatch(/<script>alert|<b onclick/);
    }
    await admin.get('/admin/staff/none').expect(404);
    await admin.get(`/admin/staff/${'0'.repeat(32)}`).expect(404);
  },
);
