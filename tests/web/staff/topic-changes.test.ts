import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { DAY } from '../../support/clock.ts';
import { htmlFaults } from '../../support/html.ts';
import { createWorld, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

type Fields = Record<string, string | string[]>;

const post = (staff: Pick<Agent, 'post'>, path: string, fields: Fields) =>
  staff.post(path).accept('json').type('form').send(fields);

const TOPICS = { incidents: '사건', daily: '생활', abuse: '비리' };

/** A desk with three topics, and an admin. */
async function deskWithTopics() {
  const world = await createWorld();
  const staff = await world.signIn();
  for (const [slug, name] of Object.entries(TOPICS))
    await post(staff, '/admin/topics', { slug, name_ko: name, name_en: slug }).expect(201);
  return { world, staff };
}

const orderOf = async (staff: Agent): Promise<string[]> => {
  const { body } = await staff.get('/admin/topics').accept('json').expect(200);
  return body.topics.map(({ slug }: { slug: string }) => slug);
};

const move = (staff: Agent, slug: string, way: string) =>
  post(staff, `/admin/topics/${slug}/order`, { move: way });

const detailsOf = async ({ database }: World) => {
  const events = database.query.selectFrom('events').select(['subject', 'detail']).orderBy('id');
  return (await events.where('kind', '=', 'topic changed').execute()).map(
    ({ subject, detail }) => `${subject} ${detail}`,
  );
};

const offered = async ({ request }: World) =>
  [...(await request.get('/?lang=ko')).text.matchAll(/<option value="([a-z]+)"/g)].map(([, slug]) => slug);

test('Topics come in the order in which they were made, and change places by a press', async () => {
  const { world, staff } = await deskWithTopics();
  expect(await orderOf(staff)).toEqual(['incidents', 'daily', 'abuse']);
  await move(staff, 'abuse', 'up').expect(200);
  await move(staff, 'incidents', 'down').expect(200);
  expect(await orderOf(staff)).toEqual(['abuse', 'incidents', 'daily']);
  await expect.poll(() => offered(world)).toEqual(['abuse', 'incidents', 'daily']);
  expect(await detailsOf(world)).toEqual(['abuse order: 3 → 2', 'incidents order: 1 → 2']);
});

test('A press at the end of the list changes nothing, nor does one that says no way', async () => {
  const { world, staff } = await deskWithTopics();
  await move(staff, 'incidents', 'up').expect(200);
  await move(staff, 'abuse', 'down').expect(200);
  await move(staff, 'daily', 'sideways').expect(422);
  await move(staff, 'none', 'up').expect(404);
  expect(await orderOf(staff)).toEqual(['incidents', 'daily', 'abuse']);
  expect(await detailsOf(world)).toEqual([]);
});

test('Topics that two admins move at once keep a place each', async () => {
  const { staff } = await deskWithTopics();
  const presses = ['incidents', 'daily', 'abuse', 'incidents', 'daily', 'abuse'].map((slug, index) =>
    move(staff, slug, index % 2 === 0 ? 'down' : 'up').expect(200),
  );
  await Promise.all(presses);
  const { body } = await staff.get('/admin/topics').accept('json').expect(200);
  expect(body.topics.map(({ order }: { order: number }) => order)).toEqual([0, 1, 2]);
  expect((await orderOf(staff)).toSorted()).toEqual(['abuse', 'daily', 'incidents']);
});

test.each(['ko', 'en'])('The pages of topics offer what moves them, and their own days (%s)', async lang => {
  const { staff } = await deskWithTopics();
  const moved = await staff.post('/admin/topics/daily/order').type('form').send({ move: 'up' }).expect(303);
  expect(moved.headers['location']).toBe('/admin/topics#topic-daily');
  const list = await staff.get(`/admin/topics?lang=${lang}`).expect(200);
  expect(list.text.match(/value="up"/g)).toHaveLength(2);
  expect(list.text.match(/value="down"/g)).toHaveLength(2);
  const one = await staff.get(`/admin/topics/daily?lang=${lang}`).expect(200);
  expect(one.text).toMatch(/name="retention_unused"[^>]*placeholder="90"/);
  for (const { text } of [list, one]) expect(await htmlFaults(text)).toEqual([]);
});

test('A topic that is ended is offered to readers no longer, keeps its tips, and is taken up again', async () => {
  const { world, staff } = await deskWithTopics();
  await expect.poll(() => offered(world)).toEqual(['incidents', 'daily', 'abuse']);
  const tip = await post(world.request, '/tips', { message: '글', topic: 'daily' }).expect(201);
  const fields = { name_ko: '생활', name_en: 'daily', ended: 'on' };
  await post(staff, '/admin/topics/daily', { ...fields, version: '1' }).expect(200, { version: 2 });
  await expect.poll(() => offered(world)).toEqual(['incidents', 'abuse']);
  const { body } = await staff.get(`/admin/tips/${tip.body.number}`).accept('json').expect(200);
  expect(body.topic).toBe('daily');
  for (const path of [`/admin/tips/${tip.body.number}`, '/admin'])
    expect(textOf((await staff.get(`${path}?lang=en`).expect(200)).text)).toContain(
      'daily (not in the form)',
    );
  await post(staff, '/admin/topics/daily', { ...fields, ended: '', version: '2' }).expect(200);
  await expect.poll(() => offered(world)).toEqual(['incidents', 'daily', 'abuse']);
  expect(await detailsOf(world)).toEqual(['daily ended: off → on', 'daily ended: on → off']);
});

test('Who chose a topic before it ended sends to it still, and is told where the form comes back', async () => {
  const { world, staff } = await deskWithTopics();
  await post(staff, '/admin/topics/daily', { name_ko: '생활', name_en: 'daily', ended: 'on', version: '1' });
  await expect.poll(() => offered(world)).toEqual(['incidents', 'abuse']);
  const sent = await post(world.request, '/tips', { message: '글', topic: 'daily' }).expect(201);
  const { body } = await staff.get(`/admin/tips/${sent.body.number}`).accept('json').expect(200);
  expect(body.topic).toBe('daily');
  const back = await world.request.post('/tips?lang=en').type('form').send({ topic: 'daily' }).expect(422);
  expect(back.text).toMatch(/<select(?=[^>]* aria-invalid="true")[^>]*name="topic"/);
});

test('The history tells what of a topic was before and is now, and of hints and inboxes only that', async () => {
  const { world, staff } = await deskWithTopics();
  const changed = {
    ...{ version: '1', name_ko: '갑질', name_en: 'abuse', hint_ko: '비밀', inbox: 'a@newsroom.example' },
    ...{ team: 'editor@newsroom.example', confidential: 'on', retention_unused: '30' },
  };
  await post(staff, '/admin/topics/abuse', changed).expect(200);
  expect(await detailsOf(world)).toEqual([
    'abuse name_ko: 비리 → 갑질',
    'abuse team: – → editor@newsroom.example',
    'abuse confidential: off → on',
    'abuse hides_contacts: off → on',
    'abuse retention_unused: – → 30',
    'abuse hint_ko',
    'abuse inbox',
  ]);
  await post(staff, '/admin/topics/abuse', { ...changed, version: '2' }).expect(200, { version: 3 });
  expect(await detailsOf(world)).toHaveLength(7);
});

test('A topic’s own days are no more than the desk’s, and told on the tip’s page', async () => {
  const { world, staff } = await deskWithTopics();
  const fields = { name_ko: '생활', name_en: 'daily', version: '1' };
  for (const wrong of ['91', '0', '-1', '1.5', 'x', '9'.repeat(30)]) {
    const { body } = await post(staff, '/admin/topics/daily', { ...fields, retention_unused: wrong }).expect(
      422,
    );
    expect(Object.keys(body.errors)).toEqual(['retention_unused']);
  }
  const own = { retention_unused: '30', retention_open: '60' };
  await post(staff, '/admin/topics/daily', { ...fields, ...own }).expect(200);
  const { body } = await staff.get('/admin/topics/daily').accept('json').expect(200);
  expect(body).toMatchObject({
    retention_unused: 30,
    retention_used: null,
    retention_open: 60,
    ended: false,
  });
  const sent = await post(world.request, '/tips', { message: '글', topic: 'daily' }).expect(201);
  const tip = `/admin/tips/${sent.body.number}`;
  const told = await staff.get(tip).accept('json').expect(200);
  expect(told.body.due_at).toBe(new Date(world.clock() + 60 * DAY).toISOString());
  const page = textOf((await staff.get(`${tip}?lang=en`).expect(200)).text);
  expect(page).toContain('60 days after its reader’s last word');
  expect(page).toContain('30 days');
  await post(staff, `${tip}/closure`, { version: '1', outcome: 'not for us' }).expect(200);
  const going = await staff.get('/admin/retention?lang=en').expect(200);
  expect(textOf(going.text)).toContain('30 days after it was closed, unused');
});

test('A move says from which topic to which, to staff and programs', async () => {
  const { world, staff } = await deskWithTopics();
  const sent = await post(world.request, '/tips', { message: '글', topic: 'daily' }).expect(201);
  const tip = `/admin/tips/${sent.body.number}`;
  await post(staff, `${tip}/topic`, { version: '1', topic: 'abuse' }).expect(200);
  await post(staff, `${tip}/topic`, { version: '2', topic: '' }).expect(200);
  const { body } = await staff.get(tip).accept('json').expect(200);
  const moves = body.events.filter(({ kind }: { kind: string }) => kind === 'moved');
  expect(moves).toMatchObject([
    { from: 'daily', to: 'abuse' },
    { from: 'abuse', to: null },
  ]);
  const page = textOf((await staff.get(`${tip}?lang=ko`).expect(200)).text);
  expect(page).toContain('주제를 옮김: 생활 → 비리');
  expect(page).toContain('주제를 옮김: 비리 → 주제 없음');
  const entries = world.database.query.selectFrom('events').select('detail').where('kind', '=', 'moved');
  expect(await entries.orderBy('id').execute()).toEqual([
    { detail: 'daily → abuse' },
    { detail: 'abuse → –' },
  ]);
});

test('Who manages no topics moves and ends none', async () => {
  const { world, staff } = await deskWithTopics();
  await world.database.write(trx => trx.updateTable('staff').set({ role: 'editor' }).execute());
  await move(staff, 'daily', 'up').expect(403);
  await post(staff, '/admin/topics/daily', { name_ko: 'x', name_en: 'x', ended: 'on', version: '1' }).expect(
    403,
  );
  const rows = await world.database.query
    .selectFrom('topics')
    .select(['slug', 'position', 'ended_at'])
    .execute();
  expect(rows.every(({ ended_at }) => ended_at === null)).toBe(true);
});
