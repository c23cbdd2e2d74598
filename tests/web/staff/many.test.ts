import { randomBytes } from 'node:crypto';
import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { chainEvents } from '../../../src/history/chain.ts';
import { createWorld, type World } from '../../support/world.ts';

type Fields = Record<string, string | string[]>;

const JUNHO = 'junho@newsroom.example';

async function deskWithTips(count = 5) {
  const world = await createWorld({ settings: { NEWSROOM_INBOX: 'desk@ytn.example.kr' } });
  for (let tip = 1; tip <= count; tip++)
    await world.request
      .post('/tips')
      .type('form')
      .send({ message: `글 ${tip}` })
      .expect(303);
  const staff = await world.signIn();
  const json = async (fields: Fields, status = 200) =>
    (await postJson(staff, '/admin/changes', fields, status)).body;
  const undo = (id: string, status = 200) => postJson(staff, '/admin/changes/undo', { undo: id }, status);
  const form = (fields: Fields) => staff.post('/admin/changes?back=view%3Dall').type('form').send(fields);
  return { world, staff, json, undo, form };
}

const postJson = (staff: Agent, path: string, fields: Fields, status: number) =>
  staff.post(path).accept('json').type('form').send(fields).expect(status);

const numbersIn = async (staff: Agent, query: string): Promise<number[]> =>
  (await staff.get(`/admin?${query}`).accept('json').expect(200)).body.tips.map(
    ({ number }: { number: number }) => number,
  );

test('Another program changes many, is told of each that was left, and undoes it', async () => {
  const { staff, json, undo } = await deskWithTips();
  const closed = await json({ numbers: ['1', '2,3', '9'], change: 'closure', outcome: 'spam' });
  expect(closed).toMatchObject({ changed: 3, left: [{ number: 9, code: 'not-found' }] });
  expect(await numbersIn(staff, 'view=spam')).toEqual([3, 2, 1]);
  expect((await undo(closed.undo)).body).toEqual({ changed: 3, left: [] });
  expect(await numbersIn(staff, 'view=spam')).toEqual([]);
  expect((await undo(closed.undo, 409)).body).toMatchObject({ code: 'undone-already' });
  await undo('0'.repeat(32), 404);
  expect(await json({ numbers: '9', change: 'reopening' })).toMatchObject({ changed: 0, undo: null });
});

test('All that a list shows are changed, by its filter or a search, and none that came after it', async () => {
  const { world, staff, json } = await deskWithTips(3);
  await json({ numbers: '2', change: 'importance', importance: '2' });
  const asOf = new Date(world.clock()).toISOString();
  world.clock.move(1_000);
  await world.request.post('/tips').type('form').send({ message: '글 넷' }).expect(303);
  const tagged = await json({ all: 'view=all', as_of: asOf, change: 'tags', add: '홍수' });
  expect(tagged).toMatchObject({ changed: 3, left: [] });
  expect(await numbersIn(staff, 'view=all&tag=홍수')).toEqual([3, 2, 1]);
  expect(await json({ all: 'view=all&q=글', change: 'closure', outcome: 'test' })).toMatchObject({
    changed: 4,
  });
  expect(await numbersIn(staff, 'view=closed')).toEqual([4, 3, 2, 1]);
  await json({ all: 'view=nothing', change: 'reopening' }, 422);
});

test('A list of a long search is all that it shows, and not what was ticked beside', async () => {
  const { staff, json, form } = await deskWithTips(3);
  const long = String(new URLSearchParams({ view: 'all', q: `글 ${'-없는말 '.repeat(90)}` }));
  expect(long.length).toBeGreaterThan(2_000);
  const tagged = await json({ all: long, numbers: '1', change: 'tags', add: '홍수' });
  expect(tagged).toMatchObject({ changed: 3, left: [] });
  expect(await numbersIn(staff, 'view=all&tag=홍수')).toEqual([3, 2, 1]);
  const asked = await form({ all: long, numbers: '1', press: 'closure spam', counted: '' }).expect(200);
  expect(asked.text).toContain('제보 3건을 닫을까요?');
});

test('Where it is not to be read when the list was drawn, each tip is left alone', async () => {
  const { staff, json } = await deskWithTips(2);
  for (const asOf of ['yesterday', '12:30', '-1', '9'.repeat(30)]) {
    const fields = { as_of: asOf, change: 'closure', outcome: 'spam' };
    expect(await json({ ...fields, numbers: '1,2' })).toMatchObject({
      changed: 0,
      left: [
        { number: 1, code: 'stale' },
        { number: 2, code: 'stale' },
      ],
    });
    await json({ ...fields, all: 'view=all' }, 422);
  }
  expect(await numbersIn(staff, 'view=spam')).toEqual([]);
  expect(await json({ as_of: '', numbers: '1', change: 'importance', importance: '2' })).toMatchObject({
    changed: 1,
  });
});

test('What is wrong with a change is told by field, and nothing is changed', async () => {
  const { json, world } = await deskWithTips(2);
  for (const [fields, field] of [
    [{ change: 'burning' }, 'change'],
    [{ change: 'tags' }, 'add'],
    [{ change: 'tags', add: '가'.repeat(41) }, 'add'],
    [{ change: 'closure', outcome: 'duplicate' }, 'duplicate_of'],
    [{ change: 'closure', outcome: 'duplicate', duplicate_of: '77' }, 'duplicate_of'],
    [{ change: 'closure', outcome: 'wonderful' }, 'outcome'],
    [{ change: 'closure', outcome: 'used', article: 'no page' }, 'article'],
    [{ change: 'assignment', to: 'nobody@newsroom.example' }, 'to'],
    [{ change: 'importance', importance: '3' }, 'importance'],
    [{ change: 'topic', topic: 'nowhere' }, 'topic'],
    [{ change: 'topic' }, 'topic'],
  ] as const)
    expect(Object.keys((await json({ numbers: '1,2', ...fields }, 422)).errors)).toEqual([field]);
  expect(await json({ change: 'opening' }, 422)).toMatchObject({ code: 'none-chosen' });
  const many = Array.from({ length: 5_001 }, (_, index) => index + 1).join(',');
  expect(await json({ numbers: many, change: 'opening' }, 422)).toMatchObject({ code: 'too-many-chosen' });
  expect(await world.database.query.selectFrom('bulk_changes').select('id').execute()).toEqual([]);
});

test('Without script a closing first says how many tips it closes, and then leads back with a way to undo it', async () => {
  const { staff, form } = await deskWithTips();
  const list = (await staff.get('/admin?view=all').expect(200)).text;
  expect(list).toContain('<input type="checkbox" name="numbers" value="5"/>');
  const asked = await form({ numbers: ['4', '5'], press: 'closure spam' }).expect(200);
  expect(asked.text).toContain('제보 2건을 닫을까요?');
  expect(asked.text).toContain('name="numbers" value="4,5"');
  expect(await numbersIn(staff, 'view=spam')).toEqual([]);
  const fields = { numbers: '4,5', change: 'closure', outcome: 'spam', sure: 'on', next: '3' };
  const { location } = (await form(fields).expect(303)).headers;
  expect(location).toMatch(/^\/admin\?view=all&made=[0-9a-f]{32}#tip-3$/);
  const told = (await staff.get(location?.split('#')[0] ?? '').expect(200)).text;
  expect(told).toContain('2건을 ‘스팸’으로 닫았어요.');
  const id = /name="undo" value="([0-9a-f]{32})"/.exec(told)?.[1] ?? '';
  const undone = () => staff.post('/admin/changes/undo').type('form').send({ undo: id }).expect(303);
  const back = (await undone()).headers['location'] ?? '';
  expect((await staff.get(back).expect(200)).text).toContain('2건을 되돌렸어요.');
  // Pressed twice, it says the same once more.
  expect((await staff.get((await undone()).headers['location'] ?? '').expect(200)).text).toContain(
    '2건을 되돌렸어요.',
  );
  expect(await numbersIn(staff, 'view=spam')).toEqual([]);
});

test('A page keeps what was typed where it is refused, and asks what was not said', async () => {
  const { form } = await deskWithTips();
  const asked = (await form({ numbers: ['1'], press: 'closure@2' }).expect(200)).text;
  expect(asked).toContain('제보 1건을 닫을까요?');
  expect(asked).toContain('name="numbers" value="2"');
  expect(asked).toContain('name="outcome" value="duplicate"');
  const fields = { numbers: '1', change: 'closure', outcome: 'used', article: 'news<>', sure: 'on' };
  const refused = (await form(fields).expect(422)).text;
  expect(refused).toContain('value="news&lt;>"');
  expect(refused).toContain('aria-invalid');
  expect((await form({ numbers: '1', change: 'burning' }).expect(422)).text).toContain('알 수 없어서');
  expect((await form({ press: 'take' }).expect(422)).text).toContain('고른 제보가 없어요');
});

test('What was left alone stands on the list, with why and a way to each', async () => {
  const { staff, form, json } = await deskWithTips();
  await json({ numbers: '2', change: 'closure', outcome: 'test' });
  const { location } = (await form({ numbers: ['1', '2'], press: 'take' }).expect(303)).headers;
  const told = (await staff.get(location ?? '').expect(200)).text;
  expect(told).toContain('1건의 담당을 바꿨어요.');
  expect(told).toContain('1건은 그대로 뒀어요.');
  expect(told).toMatch(/href="\/admin\/tips\/2\?back=view%3Dall">[^<]*<\/a>: 지금 상태에서는 할 수 없어요/);
  // It is told to nobody else.
  const other = await (await worldAgent(staff, location)).text;
  expect(other).not.toContain('그대로 뒀어요');
});

const worldAgent = async (staff: Agent, location: string | undefined) => {
  await staff.post('/admin/logout').expect(303);
  return staff.get(location ?? '').expect(303);
};

const mailsTo = async (world: World, to: string, atLeast: number) =>
  (await world.mails(atLeast)).filter(mail => mail.to.includes(to));

test('Who is assigned many at once hears of it by one mail, once nobody would undo it any more', async () => {
  const { world, json, undo } = await deskWithTips();
  await world.mails(5);
  await world.signIn(JUNHO);
  const first = await json({ numbers: '1,2', change: 'assignment', to: JUNHO });
  await undo(first.undo);
  const { undo: id } = await json({ numbers: '1,2,3,4', change: 'assignment', to: JUNHO });
  await json({ numbers: '4', change: 'assignment', to: 'me' });
  const due = world.database.query.selectFrom('outbox').select(['subject', 'due', 'state']);
  const ofMany = due.where('kind', '=', 'assigned tips mail').where('subject', '=', id);
  expect(await ofMany.execute()).toMatchObject([{ due: world.clock() + 20_000, state: 'owed' }]);
  world.clock.move(21_000);
  await world.restart();
  const [mail, ...others] = await mailsTo(world, JUNHO, 6);
  expect(others).toEqual([]);
  expect(mail?.parsed.subject).toContain('제보 3건을 맡겼어요');
  expect(mail?.parsed.text).toContain('/admin?view=mine&sort=changed');
  expect(mail?.parsed.text).not.toContain('글 1');
  await expect
    .poll(async () =>
      (await due.where('kind', '=', 'assigned tips mail').execute()).map(({ state }) => state),
    )
    .toEqual(['done', 'done']);
});

test('For a day the history leads to what one can undo oneself, once for each change', async () => {
  const { world, staff, json } = await deskWithTips(3);
  const { undo } = await json({ numbers: '1,2,3', change: 'closure', outcome: 'spam' });
  const pageOf = async (who: Agent, path: string) => (await who.get(path).expect(200)).text;
  const buttons = async (who: Agent, path: string) =>
    (await pageOf(who, path)).match(/name="undo" value="[0-9a-f]{32}"/g);
  const PAGES = ['/admin/account/history', '/admin/history'];
  await chainEvents({ database: world.database, key: randomBytes(32) });
  for (const path of PAGES) expect(await buttons(staff, path)).toEqual([`name="undo" value="${undo}"`]);
  // From one tip by way of the list, which tells of how many they are.
  const [, way = ''] =
    /<a class="small on-screen" href="([^"]+)"/.exec(await pageOf(staff, '/admin/tips/2')) ?? [];
  const list = await pageOf(staff, way.replaceAll('&amp;', '&'));
  expect(list).toContain(`name="undo" value="${undo}"`);
  expect(list).toContain('3건');
  const other = await world.signIn(JUNHO);
  for (const path of PAGES) expect(await buttons(other, path)).toBeNull();
  expect(await pageOf(other, '/admin/tips/2')).not.toContain(undo);
  await staff.post('/admin/changes/undo').type('form').send({ undo }).expect(303);
  for (const path of PAGES) expect(await buttons(staff, path)).toBeNull();
  expect(await pageOf(staff, '/admin/tips/2')).not.toContain(undo);
});

test('Who wants no mail of what they are assigned has none of many either', async () => {
  const { world, json } = await deskWithTips(2);
  await world.mails(2);
  const junho = await world.signIn(JUNHO);
  await junho.post('/admin/account/mails').type('form').send({ mentioned: 'on' }).expect(303);
  await json({ numbers: '1,2', change: 'assignment', to: JUNHO });
  world.clock.move(21_000);
  await world.restart();
  const jobs = world.database.query
    .selectFrom('outbox')
    .select('state')
    .where('kind', '=', 'assigned tips mail');
  await expect.poll(() => jobs.execute()).toEqual([{ state: 'done' }]);
  expect(await mailsTo(world, JUNHO, 2)).toEqual([]);
});
