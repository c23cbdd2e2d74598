import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { readLeastVersion } from '../../../src/db/versions/least-version.ts';
import { htmlFaults } from '../../support/html.ts';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const INCIDENTS = { slug: 'incidents', name_ko: '사건·사고', name_en: 'Incidents', hint_ko: '불, 사고' };
const SECRET = { slug: 'abuse', name_ko: '비리·갑질', name_en: 'Abuse of power', confidential: 'on' };

type Fields = Record<string, string | string[]>;

const post = (staff: Pick<Agent, 'post'>, path: string, fields: Fields) =>
  staff.post(path).accept('json').type('form').send(fields);
const make = (staff: Agent, fields: Fields) => post(staff, '/admin/topics', fields).expect(201);

const send = async (world: World, fields: Fields): Promise<number> =>
  (await post(world.request, '/tips', fields).expect(201)).body.number;

/** The news of a topic comes to the form when the database brings it. */
const isOffered = (world: World, slug: string) =>
  expect.poll(async () => (await world.request.get('/')).text).toContain(`value="${slug}"`);

test('An admin makes a topic, and readers choose it at once, in both languages', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  expect((await world.request.get('/?lang=ko').expect(200)).text).not.toContain('name="topic"');
  await make(staff, INCIDENTS);
  await isOffered(world, 'incidents');
  const korean = (await world.request.get('/?lang=ko').expect(200)).text;
  expect(korean).toContain('<option value="incidents">사건·사고 (불, 사고)</option>');
  const english = (await world.request.get('/?lang=en').expect(200)).text;
  expect(english).toContain('<option value="incidents">Incidents</option>');
  for (const html of [korean, english]) expect(await htmlFaults(html)).toEqual([]);
});

test('A choice is kept with the tip, and stays chosen where the form comes back', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await make(staff, INCIDENTS);
  await isOffered(world, 'incidents');
  const back = await world.request
    .post('/tips?lang=en')
    .type('form')
    .send({ topic: 'incidents' })
    .expect(422);
  expect(back.text).toMatch(/<option(?=[^>]* selected)[^>]*value="incidents"/);
  const number = await send(world, { message: '불이 났어요', topic: 'incidents' });
  const { body } = await staff.get(`/admin/tips/${number}`).accept('json').expect(200);
  expect(body.topic).toBe('incidents');
});

test('A topic that there is none of is told beside its field', async () => {
  const world = await createWorld();
  const { body } = await post(world.request, '/tips', { message: '글', topic: 'x' }).expect(422);
  expect(body.errors.topic).toBeTypeOf('string');
  expect(await world.database.query.selectFrom('tips').select('number').execute()).toEqual([]);
});

test('The mail of a topic goes to its own inboxes, and else to the newsroom’s', async () => {
  const world = await createWorld({ settings: { NEWSROOM_INBOX: 'desk@newsroom.example' } });
  const staff = await world.signIn();
  await make(staff, { ...INCIDENTS, inbox: 'fire@newsroom.example, night@newsroom.example' });
  await send(world, { message: '불이 났어요', topic: 'incidents' });
  await send(world, { message: '다른 일' });
  const mails = await world.mails(3);
  expect(mails.map(({ to }) => to).toSorted()).toEqual([
    ['desk@newsroom.example'],
    ['fire@newsroom.example'],
    ['night@newsroom.example'],
  ]);
});

test.each(['ko', 'en'])('The mail of a confidential tip holds its number and link alone (%s)', async lang => {
  const world = await createWorld({ settings: { NEWSROOM_LANG: lang } });
  const staff = await world.signIn();
  await make(staff, SECRET);
  const told = { message: '비밀스러운 글', title: '몰래 쓴 제목', place: '어느 동네', name: '홍길동' };
  const contact = { email: 'reader@example.org', reply_by: 'email', consent_contact: 'on', age_14: 'yes' };
  const number = await send(world, { ...told, ...contact, topic: 'abuse' });
  const [mail] = await world.mails(1);
  const whole = JSON.stringify([
    mail?.parsed.subject,
    mail?.parsed.text,
    mail?.parsed.html,
    mail?.parsed.replyTo,
  ]);
  for (const word of [...Object.values(told), contact.email]) expect(whole).not.toContain(word);
  expect(mail?.parsed.headers.get('x-jebo-tip')).toBe(String(number));
  expect(mail?.parsed.text).toContain(`/admin/tips/${number}`);
});

test('The first topic that an older version would not heed ends what is older', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await make(staff, SECRET);
  expect(await readLeastVersion(world.database.query)).toBe('0.6.0');
});

test('A topic is changed by who saw it last, and a stale change is told', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await make(staff, INCIDENTS);
  const changed = { ...INCIDENTS, name_en: 'Accidents', team: 'editor@newsroom.example', version: '1' };
  await post(staff, '/admin/topics/incidents', changed).expect(200, { version: 2 });
  await post(staff, '/admin/topics/incidents', changed).expect(409);
  await post(staff, '/admin/topics/none', changed).expect(404);
  const { body } = await staff.get('/admin/topics').accept('json').expect(200);
  expect(body.topics).toMatchObject([
    { slug: 'incidents', name_en: 'Accidents', team: ['editor@newsroom.example'], version: 2 },
  ]);
});

test('What is wrong in a topic is told field by field, and what was typed stays', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await make(staff, INCIDENTS);
  const wrong = {
    slug: 'No Slug',
    name_ko: '',
    name_en: 'x'.repeat(201),
    inbox: 'a@b, kein',
    team: 'x@example.kr',
  };
  const { body } = await post(staff, '/admin/topics', wrong).expect(422);
  expect(Object.keys(body.errors).toSorted()).toEqual(['inbox', 'name_en', 'name_ko', 'slug', 'team']);
  const taken = await post(staff, '/admin/topics', INCIDENTS).expect(422);
  expect(Object.keys(taken.body.errors)).toEqual(['slug']);
  for (const lang of ['ko', 'en']) {
    const page = await staff.post(`/admin/topics?lang=${lang}`).type('form').send(wrong).expect(422);
    expect(page.text).toContain('value="No Slug"');
    expect(await htmlFaults(page.text)).toEqual([]);
    const one = await staff.get(`/admin/topics/incidents?lang=${lang}`).expect(200);
    expect(await htmlFaults(one.text)).toEqual([]);
  }
});

test('The list shows topics and only those that are asked for, also in a search', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await make(staff, INCIDENTS);
  await send(world, { message: '불이 난 공장', topic: 'incidents' });
  await send(world, { message: '불이 난 창고' });
  const numbers = async (query: string) => {
    const { body } = await staff.get(`/admin?${query}`).accept('json').expect(200);
    return body.tips.map(({ number }: { number: number }) => number);
  };
  expect(await numbers('topic=incidents')).toEqual([1]);
  expect(await numbers(`topic=incidents&${new URLSearchParams({ q: '불이' })}`)).toEqual([1]);
  expect(await numbers('topic=none-such')).toEqual([]);
  const { text } = await staff.get('/admin?lang=en&topic=incidents').expect(200);
  expect(textOf(text)).toContain('Incidents');
  expect(await htmlFaults(text)).toEqual([]);
});

test('Staff say what a tip is about, with the version that they saw', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await make(staff, INCIDENTS);
  const number = await send(world, { message: '글' });
  const move = (fields: Fields) => post(staff, `/admin/tips/${number}/topic`, fields);
  await move({ version: '1', topic: 'incidents' }).expect(200, { version: 2 });
  await move({ version: '1', topic: '' }).expect(409);
  await move({ version: '2', topic: 'none-such' }).expect(422);
  const { body } = await staff.get(`/admin/tips/${number}`).accept('json').expect(200);
  expect(body.topic).toBe('incidents');
  expect(body.events.map(({ kind }: { kind: string }) => kind)).toContain('moved');
  for (const lang of ['ko', 'en']) {
    const page = await staff.get(`/admin/tips/${number}?lang=${lang}`).expect(200);
    expect(await htmlFaults(page.text)).toEqual([]);
  }
});

test('To take a tip out of a confidential topic is confirmed first, and then it is moved', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await make(staff, SECRET);
  const number = await send(world, { message: '글', topic: 'abuse' });
  world.clock.move(11 * 60_000);
  const move = (fields: Fields) =>
    staff
      .post(`/admin/tips/${number}/topic`)
      .type('form')
      .send({ version: '1', topic: '', ...fields });
  expect((await move({}).expect(403)).text).toContain('confirm_password');
  await move({ confirm_password: PASSWORD }).expect(303);
  const { body } = await staff.get(`/admin/tips/${number}`).accept('json').expect(200);
  expect(body.topic).toBeNull();
});
