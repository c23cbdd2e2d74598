import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { may, toViewer } from '../../../src/staff/access.ts';
import { ROLES } from '../../../src/staff/roles.ts';
import { loadFacts } from '../../../src/tips/read/load-facts.ts';
import { DAY } from '../../support/clock.ts';
import { htmlFaults } from '../../support/html.ts';
import { KINDS_OF_TIP, plantTopics, tipsOfAllKinds } from '../../support/topics.ts';
import { createWorld, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const NAME = '홍길동';
const CONTACTS = { phone: '010-1234-5678', email: 'reader@example.org', chat: '비밀아이디' };
const GIVEN = { name: NAME, ...CONTACTS, reply_by: 'phone', consent_contact: 'on', age_14: 'yes' };
const HIDDEN = /홍길동|1234-5678|12345678|reader@example|비밀아이디/;

type Fields = Record<string, string>;

const send = async ({ request }: World, fields: Fields): Promise<number> =>
  (await request.post('/tips').accept('json').type('form').send(fields).expect(201)).body.number;

async function deskWithTip(fields: Fields = {}) {
  const world = await createWorld();
  await send(world, { message: '연기가 나요', ...GIVEN, ...fields });
  return { world, staff: await world.signIn() };
}

const press = (staff: Agent, tip = 1) => staff.post(`/admin/tips/${tip}/contacts`);

const kindsOf = async ({ database }: World, tip: number) => {
  const events = database.query.selectFrom('events').select('kind').where('tip', '=', tip);
  return (await events.orderBy('id').execute()).map(({ kind }) => kind);
};

test.each(['ko', 'en'])(
  'The page tells the ways alone, until a press that the history tells (%s)',
  async lang => {
    const { world, staff } = await deskWithTip();
    const before = await staff.get(`/admin/tips/1?lang=${lang}`).expect(200);
    expect(before.text).not.toMatch(HIDDEN);
    expect(before.text).toContain('formaction="/admin/tips/1/contacts#contacts"');
    expect(await kindsOf(world, 1)).not.toContain('contact viewed');
    const shown = await press(staff).expect(200);
    for (const told of [NAME, ...Object.values(CONTACTS)]) expect(textOf(shown.text)).toContain(told);
    expect(shown.text).toContain('href="tel:+821012345678"');
    for (const { text } of [before, shown]) expect(await htmlFaults(text)).toEqual([]);
    expect((await kindsOf(world, 1)).filter(kind => kind === 'contact viewed')).toHaveLength(1);
    expect((await staff.get('/admin/tips/1').expect(200)).text).not.toMatch(HIDDEN);
  },
);

test('A program is told the ways, and the contacts by a POST that the history tells', async () => {
  const { world, staff } = await deskWithTip();
  const { body, text } = await staff.get('/admin/tips/1').accept('json').expect(200);
  expect([body.contacts, body.ways]).toEqual([['phone', 'email', 'chat'], ['phone']]);
  expect(text).not.toMatch(HIDDEN);
  const told = await press(staff).accept('json').expect(200);
  expect(told.body).toEqual({
    name: NAME,
    contacts: [
      { way: 'phone', typed: '010-1234-5678', parsed: '+82 10 1234 5678', may_reply: true },
      { way: 'email', typed: 'reader@example.org', parsed: 'reader@example.org', may_reply: false },
      { way: 'chat', typed: '비밀아이디', parsed: null, may_reply: false },
    ],
  });
  expect((await kindsOf(world, 1)).filter(kind => kind === 'contact viewed')).toHaveLength(1);
});

test('What was typed beside the press is kept, and stands in its field', async () => {
  const { staff } = await deskWithTip();
  const shown = await press(staff).type('form').send({ body: '쓰던 메모' }).expect(200);
  expect(textOf(shown.text)).toContain('쓰던 메모');
});

test('A tip without contacts offers no press, and a press notes nothing', async () => {
  const world = await createWorld();
  const number = await send(world, { message: '글' });
  const staff = await world.signIn();
  const { text } = await staff.get(`/admin/tips/${number}?lang=en`).expect(200);
  expect(text).not.toContain('/contacts');
  expect(textOf(text)).toContain('No contact was left.');
  expect((await press(staff, number).accept('json').expect(200)).body).toEqual({ name: null, contacts: [] });
  expect(await kindsOf(world, number)).not.toContain('contact viewed');
});

test('Of a forgotten tip a press shows nothing', async () => {
  const { world, staff } = await deskWithTip();
  await staff
    .post('/admin/tips/1/forgetting')
    .type('form')
    .send({ version: '1', confirmed: 'on' })
    .expect(303);
  expect((await press(staff).accept('json').expect(200)).body).toEqual({ name: null, contacts: [] });
  expect((await press(staff).expect(200)).text).not.toMatch(HIDDEN);
  expect(await kindsOf(world, 1)).not.toContain('contact viewed');
});

test('A resident number in a contact is met by who sees contacts, and shown together with them', async () => {
  const { staff } = await deskWithTip({ chat: '아이디 900101-1234567' });
  const path = '/admin/tips/1/resident-numbers';
  expect((await staff.get('/admin/tips/1').expect(200)).text).not.toContain('resident-numbers');
  const masked = (await press(staff).expect(200)).text;
  expect(textOf(masked)).toContain('900101-*******');
  expect(masked).toMatch(/name="contacts" value="shown"/);
  const alone = await staff.post(path).expect(200);
  expect(alone.text).not.toMatch(/아이디|홍길동/);
  const both = await staff.post(path).type('form').send({ contacts: 'shown' }).expect(200);
  expect(textOf(both.text)).toContain('900101-1234567');
});

test('The mail tells contacts until an admin says that it shall not, and then says where they are', async () => {
  const { world, staff } = await deskWithTip();
  const [first] = await world.mails(1);
  for (const told of [NAME, '010-1234-5678', CONTACTS.email]) expect(first?.parsed.text).toContain(told);
  const settings = staff.post('/admin/settings').accept('json').type('form');
  await settings.send({ version: '0', MAIL_CONTACTS: 'off' }).expect(200, { version: 1 });
  await send(world, { message: '다른 일', ...GIVEN });
  const { parsed } = (await world.mails(2))[1] ?? { parsed: null };
  const { subject, text, html, replyTo } = parsed ?? {};
  expect(JSON.stringify([subject, text, html, replyTo])).not.toMatch(HIDDEN);
  expect(text).toContain('연락처: 제보 화면에서 볼 수 있어요');
  const wrong = staff.post('/admin/settings').accept('json').type('form');
  const { body } = await wrong.send({ version: '1', MAIL_CONTACTS: 'x' }).expect(422);
  expect(Object.keys(body.errors)).toEqual(['MAIL_CONTACTS']);
});

test('Who is signed out meanwhile, and who comes from another site, is shown none of it', async () => {
  const { world, staff } = await deskWithTip();
  const away = await world.request.post('/admin/tips/1/contacts').expect(303);
  expect(away.headers['location']).toMatch(/^\/admin\/login/);
  await press(staff).set('Sec-Fetch-Site', 'cross-site').expect(403);
  expect(await kindsOf(world, 1)).not.toContain('contact viewed');
});

/** A desk with a tip of each kind, each with a name and a number of its own, and somebody with this role. */
async function deskFor(role: string) {
  const world = await createWorld();
  const staff = await world.signIn('me@newsroom.example');
  const { id } = await world.database.query.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  await plantTopics(world.database, id);
  const numbers = await tipsOfAllKinds(world.database, id, message => {
    const letter = String.fromCodePoint(0x41 + KINDS_OF_TIP.map(String).indexOf(message));
    return send(world, { message: `글 ${message}`, ...GIVEN, name: `김비밀${letter}` });
  });
  await world.database.write(trx => trx.updateTable('staff').set({ role }).execute());
  const viewer = toViewer({ id, email: 'me@newsroom.example', role, topics: ['own', 'own-secret'] });
  const tips = await Promise.all(
    Object.values(numbers).map(async number => {
      const facts = await loadFacts(world.database.query, number);
      if (facts === undefined) throw new Error('a tip is gone');
      return { number, sees: may(viewer, 'see', facts), seesContacts: may(viewer, 'see contacts', facts) };
    }),
  );
  return { world, staff, tips };
}

const TOLD = /김비밀|1234-5678|reader@example|비밀아이디/;

test.each(ROLES)(
  'As %s, a press shows the contacts of those tips alone whose contacts one may see',
  async role => {
    const { world, staff, tips } = await deskFor(role);
    const expected = { admin: [10, 10], editor: [7, 5], reporter: [5, 4] }[role];
    expect([tips.filter(tip => tip.sees).length, tips.filter(tip => tip.seesContacts).length]).toEqual(
      expected,
    );
    for (const { number, sees, seesContacts } of tips) {
      const status = seesContacts ? 200 : sees ? 403 : 404;
      const page = await staff.get(`/admin/tips/${number}?lang=en`).expect(sees ? 200 : 404);
      expect(page.text).not.toMatch(TOLD);
      expect(page.text.includes(`/admin/tips/${number}/contacts`)).toBe(seesContacts);
      expect(page.text.includes('Only the team of this topic and admins')).toBe(sees && !seesContacts);
      for (const type of ['html', 'json']) {
        const told = await press(staff, number).accept(type).expect(status);
        expect(TOLD.test(told.text)).toBe(seesContacts);
      }
      const noted = (await kindsOf(world, number)).filter(kind => kind === 'contact viewed');
      expect(noted).toHaveLength(seesContacts ? 2 : 0);
    }
  },
);

test.each(ROLES)(
  'As %s, a search finds by name and contact those tips alone whose contacts one may see',
  async role => {
    const { staff, tips } = await deskFor(role);
    const found = async (q: string) => {
      const { body } = await staff
        .get(`/admin?${new URLSearchParams({ q })}`)
        .accept('json')
        .expect(200);
      return body.tips.map(({ number }: { number: number }) => number).toSorted();
    };
    const seen = tips.filter(tip => tip.seesContacts).map(({ number }) => number);
    for (const q of ['김비밀', '010-1234-5678', 'reader@example.org', '비밀아이디'])
      expect(await found(q)).toEqual(seen.toSorted());
    // What is said elsewhere finds the others still.
    expect(await found('글')).toEqual(
      tips
        .filter(tip => tip.sees)
        .map(({ number }) => number)
        .toSorted(),
    );
    for (const { number, sees } of tips) {
      const page = await staff.get(`/admin?lang=en&${new URLSearchParams({ q: `#${number}` })}`).expect(200);
      expect(page.text).not.toMatch(TOLD);
      expect(await found(`#${number}`)).toEqual(sees ? [number] : []);
    }
  },
);

test.each(ROLES)('As %s, no name and no contact stands anywhere but behind the press', async role => {
  const { world, staff, tips } = await deskFor(role);
  for (const { number, sees } of tips) {
    const note = { body: '메모', draft: 'a'.repeat(32), reason: '소송' };
    if (sees) await staff.post(`/admin/tips/${number}/drafts`).type('form').send(note).expect(303);
  }
  await world.database.write(trx => trx.updateTable('tips').set({ state: 'closed' }).execute());
  world.clock.move(80 * DAY);
  const again = await world.signIn('me@newsroom.example');
  for (const path of ['', '/retention', '/retention?view=held', '/history', '/history.csv', '/account'])
    for (const type of ['html', 'json'])
      expect((await again.get(`/admin${path}`).accept(type)).text ?? '').not.toMatch(TOLD);
  for (const { number } of tips)
    for (const path of ['', '/forgetting', '/files.zip', '/resident-numbers'])
      expect((await again.get(`/admin/tips/${number}${path}`)).text ?? '').not.toMatch(TOLD);
});
