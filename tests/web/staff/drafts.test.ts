import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../support/clock.ts';
import { notesOf } from '../../support/sealed-tips.ts';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

type Fields = Record<string, string>;

/** The fields of the tip's one form, with what is typed there; a page's other forms have none of these names. */
async function formOf(staff: Agent, body: string, path = '/admin/tips/1'): Promise<Fields> {
  const { text } = await staff.get(path).expect(200);
  return { ...onlyTexts(fieldsOf(text)), body };
}

const onlyTexts = (fields: ReturnType<typeof fieldsOf>): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

const onlyBeside = ({ outcome: _, on: __, ...beside }: Fields): Fields => beside;

const typedOn = (html: string) => fieldsOf(html)['body'];

const send = (agent: Agent | World['request'], path: string, fields: Fields) =>
  agent.post(`/admin/tips/1/${path}`).type('form').send(fields);

async function deskWithTip() {
  const world = await createWorld();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  return { world, staff: await world.signIn() };
}

const draftRows = ({ database }: World) => database.query.selectFrom('drafts').selectAll().execute();
const stateOf = async ({ database }: World) =>
  (await database.query.selectFrom('tips').select('state').executeTakeFirstOrThrow()).state;

test.each(['notes', 'closure', 'opening', 'drafts', 'resident-numbers'])(
  'What was typed when the session ended is kept, said, and back in the field: %s',
  async path => {
    const { world, staff } = await deskWithTip();
    const fields = await formOf(staff, '\n전화해 봄\n내일 다시', '/admin/tips/1?back=q%3D%EA%B8%80&lang=ko');
    world.clock.move(12 * HOUR);
    // A browser has dropped the cookie by now.
    const late = await send(world.request, `${path}?back=q%3D%EA%B8%80`, fields).expect(303);
    expect(late.headers['location']).toMatch(/^\/admin\/login\?next=.*&why=kept$/);
    const signIn = await world.request.get(`${late.headers['location']}&lang=ko`).expect(200);
    expect(textOf(signIn.text)).toContain('쓰던 글은 보관했으니');
    const { next } = onlyTexts(fieldsOf(signIn.text));
    expect(next).toBe('/admin/tips/1?back=q%3D%25EA%25B8%2580');

    const again = await world.signIn();
    const { text } = await again.get(String(next)).expect(200);
    expect(typedOn(text)).toBe('\n전화해 봄\n내일 다시');
    expect(textOf(text)).toContain('쓰던 메모를 아직 남기지 않았어요.');
    expect(await notesOf(world)).toEqual([]);
    expect(await stateOf(world)).toBe('new');
  },
);

test('A session that ended with nothing typed is told too, and leads back to the tip', async () => {
  const { world, staff } = await deskWithTip();
  const fields = await formOf(staff, '');
  world.clock.move(12 * HOUR);
  const late = await send(world.request, 'closure', fields).expect(303);
  expect(late.headers['location']).toBe('/admin/login?next=%2Fadmin%2Ftips%2F1&why=ended');
  const { text } = await world.request.get('/admin/login?why=ended&lang=en').expect(200);
  expect(textOf(text)).toContain('Your session has ended, so what you just asked for was not done.');
  const asked = await staff.get('/admin/tips/1').expect(303);
  expect(asked.headers['location']).toBe('/admin/login?next=%2Fadmin%2Ftips%2F1&why=ended');
});

test.each([
  ['closure', { outcome: 'used', article: 'https://news.example/1' }],
  ['hold', { on: 'on', reason: '\n소송이 있음' }],
])('What was typed beside the note when the session ended is back in its field: %s', async (path, typed) => {
  const { world, staff } = await deskWithTip();
  const fields = { ...(await formOf(staff, '')), ...typed };
  world.clock.move(12 * HOUR);
  const late = await send(world.request, path, fields).expect(303);
  expect(late.headers['location']).toMatch(/why=kept$/);
  expect(JSON.stringify(await draftRows(world))).not.toMatch(/소송|news\.example/);

  const again = await world.signIn();
  const { text } = await again.get('/admin/tips/1').expect(200);
  expect(fieldsOf(text)).toMatchObject({ article: '', reason: '', ...onlyBeside(typed) });
  await send(again, path, { ...onlyTexts(fieldsOf(text)), ...typed }).expect(303);
  expect(await draftRows(world)).toEqual([]);
});

test('A note that is added leaves what was typed beside it in its field', async () => {
  const { staff } = await deskWithTip();
  const fields = { ...(await formOf(staff, '메모')), article: 'https://news.example/1' };
  await send(staff, 'drafts', fields).expect(303);
  const { text: shown } = await staff.get('/admin/tips/1').expect(200);
  await send(staff, 'notes', onlyTexts(fieldsOf(shown))).expect(303);
  const { text } = await staff.get('/admin/tips/1').expect(200);
  expect(fieldsOf(text)).toMatchObject({ body: '', article: 'https://news.example/1' });
});

test.each([
  ['opening', {}, { article: 'https://news.example/1', reason: '소송이 있음' }],
  ['closure', { outcome: 'used' }, { reason: '소송이 있음' }],
])('A note that is added with a change of state leaves what was typed beside it: %s', async (...given) => {
  const [path, more, left] = given;
  const { world, staff } = await deskWithTip();
  const beside = { article: 'https://news.example/1', reason: '소송이 있음' };
  await send(staff, `${path}?with=note`, { ...(await formOf(staff, '메모')), ...beside, ...more }).expect(
    303,
  );
  expect(await notesOf(world)).toHaveLength(1);
  const { text } = await staff.get('/admin/tips/1').expect(200);
  expect(fieldsOf(text)).toMatchObject({ body: '', ...left });
  expect(await draftRows(world)).toHaveLength(1);
});

test('A note of a hundred thousand Korean letters is too long, and not lost', async () => {
  const { world, staff } = await deskWithTip();
  const body = '가'.repeat(100_000);
  const { text } = await send(staff, 'notes', await formOf(staff, body)).expect(422);
  expect(typedOn(text)).toBe(body);
  expect(typedOn((await staff.get('/admin/tips/1').expect(200)).text)).toBe(body);
  expect(await notesOf(world)).toEqual([]);
  await send(world.request, 'notes', { body }).expect(413);
});

test('Close keeps what stands in the note’s field, and says that it is no note yet', async () => {
  const { world, staff } = await deskWithTip();
  const closed = await send(staff, 'closure', await formOf(staff, '확인함')).expect(303);
  const { text } = await staff.get(String(closed.headers['location'])).expect(200);
  expect(await stateOf(world)).toBe('closed');
  expect(typedOn(text)).toBe('확인함');
  expect(await notesOf(world)).toEqual([]);
  expect(textOf((await staff.get('/admin?lang=ko')).text)).toContain('쓰다가 둔 글이 있어요: 제보 1번');
});

test('Showing masked numbers keeps what stands in the note’s field', async () => {
  const { world, staff } = await deskWithTip();
  const { text } = await send(staff, 'resident-numbers', await formOf(staff, '쓰던 메모')).expect(200);
  expect(typedOn(text)).toBe('쓰던 메모');
  expect(await draftRows(world)).toHaveLength(1);
});

test('Note and close is one press, and leaves no draft', async () => {
  const { world, staff } = await deskWithTip();
  await send(staff, 'drafts', await formOf(staff, '확인')).expect(303);
  const { text } = await staff.get('/admin/tips/1?lang=ko');
  expect(textOf(text)).toContain('쓰던 글도 메모로 남기기');
  const fields = { ...(await formOf(staff, '확인함')), closure_with: 'note' };
  await send(staff, 'closure', fields).expect(303);
  expect(await notesOf(world)).toEqual([{ body: '확인함', email: 'editor@newsroom.example' }]);
  expect(await stateOf(world)).toBe('closed');
  expect(await draftRows(world)).toEqual([]);
  await send(staff, 'reopening', await formOf(staff, '')).expect(303);
  await send(staff, 'closure', { ...(await formOf(staff, ' ')), with: 'note' }).expect(422);
  expect(await stateOf(world)).toBe('open');
});

test('A stale change is not made: what was typed stays, and what others did meanwhile is told', async () => {
  const { world, staff } = await deskWithTip();
  const other = await world.signIn('other@newsroom.example');
  const fields = { ...(await formOf(staff, '제가 볼게요')), with: 'note' };
  await send(other, 'opening', { version: '1' }).expect(303);
  await send(other, 'closure', { version: '2' }).expect(303);
  const late = await send(staff, 'closure?lang=ko', fields).expect(409);
  const alert = textOf(/role="alert"[\s\S]*?<\/ul>/.exec(late.text)?.[0] ?? '');
  expect(alert).toMatch(/지금 상태: 닫음.*맡음 · other@.*닫음 · other@/s);
  expect(typedOn(late.text)).toBe('제가 볼게요');
  expect(await notesOf(world)).toEqual([]);
  await world.restart();
  const again = await world.signIn();
  expect(typedOn((await again.get('/admin/tips/1')).text)).toBe('제가 볼게요');
  await send(again, 'notes', await formOf(again, '제가 볼게요')).expect(303);
  expect(await draftRows(world)).toEqual([]);
});

test('A draft is sealed in the database and shown to its writer alone', async () => {
  const { world, staff } = await deskWithTip();
  const other = await world.signIn('other@newsroom.example');
  await send(staff, 'drafts', await formOf(staff, '비밀 취재원')).expect(303);
  const [row] = await draftRows(world);
  expect(JSON.stringify(row)).not.toContain('비밀');
  for (const path of ['/admin/tips/1', `/admin/tips/1?draft=${row?.id}`, '/admin', '/admin?q=취재원']) {
    const { text } = await other.get(path).expect(200);
    expect(text).not.toMatch(/비밀|쓰다가 둔/);
  }
  const stolen = { ...(await formOf(other, '가로챔')), draft: row?.id ?? '', seen: '1' };
  await send(other, 'drafts', stolen).expect(303);
  await send(other, 'drafts', { ...stolen, body: '', remove: `${row?.id} 1` }).expect(303);
  expect(typedOn((await staff.get('/admin/tips/1')).text)).toBe('비밀 취재원');
});

test('Nobody leaves a text for others: a mark that was not handed out, for another tip or too old keeps nothing', async () => {
  const { world, staff } = await deskWithTip();
  await world.request.post('/tips').type('form').send({ message: '다른 글' }).expect(303);
  const fields = await formOf(staff, '심은 글');
  const forged = [
    { ...fields, writer: '' },
    { ...fields, writer: `${fields['writer']?.slice(0, -1)}x` },
    await formOf(staff, '심은 글', '/admin/tips/2'),
  ];
  for (const form of forged) {
    const refused = await send(world.request, 'notes', form).expect(303);
    expect(refused.headers['location']).toMatch(/why=ended$/);
  }
  await send(world.request, 'notes', fields).set('Origin', 'https://evil.example').expect(403);
  world.clock.move(7 * DAY);
  await send(world.request, 'notes', fields).expect(303);
  expect(await draftRows(world)).toEqual([]);
});

test('A page that was opened by somebody else changes nothing, and its text stays with them', async () => {
  const { world, staff } = await deskWithTip();
  const other = await world.signIn('other@newsroom.example');
  const fields = await formOf(staff, '먼저 로그인한 사람의 글');
  await send(other, 'closure', { ...fields, with: 'note' }).expect(409);
  expect(await stateOf(world)).toBe('new');
  expect(await notesOf(world)).toEqual([]);
  expect(typedOn((await other.get('/admin/tips/1')).text)).toBe('');
  expect(typedOn((await staff.get('/admin/tips/1')).text)).toBe('먼저 로그인한 사람의 글');
});

test('Two tabs with different texts keep both, and either can be taken up or thrown away', async () => {
  const { world, staff } = await deskWithTip();
  await send(staff, 'drafts', await formOf(staff, '처음')).expect(303);
  const [one, two] = [await formOf(staff, '하나'), await formOf(staff, '둘')];
  await send(staff, 'drafts', one).expect(303);
  world.clock.move(1_000);
  const kept = await send(staff, 'drafts', two).accept('json').expect(200);
  expect(kept.body.draft).toMatchObject({ seen: 1 });
  const both = await staff.get('/admin/tips/1?lang=ko').expect(200);
  expect(typedOn(both.text)).toBe('둘');
  expect(textOf(both.text)).toMatch(/따로 쓰던 메모.*하나/s);

  const other = /drafts\?draft=([0-9a-f]{32})"/.exec(both.text)?.[1] ?? '';
  const taken = await send(staff, `drafts?draft=${other}`, await formOf(staff, '둘째')).expect(303);
  const { text } = await staff.get(String(taken.headers['location'])).expect(200);
  expect(typedOn(text)).toBe('하나');
  const rest = onlyTexts(fieldsOf(text));
  const remove = `${rest['draft']} ${rest['seen']}`;
  await send(staff, 'drafts', { ...rest, remove }).expect(303);
  expect(typedOn((await staff.get('/admin/tips/1')).text)).toBe('둘째');
  expect(await draftRows(world)).toHaveLength(1);
});

test('A draft that another tab has changed since is not thrown away with what was sent', async () => {
  const { world, staff } = await deskWithTip();
  await send(staff, 'drafts', await formOf(staff, '처음')).expect(303);
  const [one, two] = [await formOf(staff, '처음'), await formOf(staff, '처음과 다른 것')];
  await send(staff, 'drafts', { ...two, body: '아주 다른 글' }).expect(303);
  await send(staff, 'notes', one).expect(303);
  expect(await notesOf(world)).toHaveLength(1);
  expect(typedOn((await staff.get('/admin/tips/1')).text)).toBe('아주 다른 글');
});

test('A script’s save whose answer was lost is found again by the next one', async () => {
  const { world, staff } = await deskWithTip();
  const fields = await formOf(staff, '전화');
  await send(staff, 'drafts', fields).accept('json').expect(200);
  const { body } = await send(staff, 'drafts', { ...fields, body: '전화해 봄' })
    .accept('json')
    .expect(200);
  expect(body).toEqual({ draft: { id: fields['draft'], seen: 2 } });
  expect(await draftRows(world)).toHaveLength(1);
  const emptied = { ...fields, seen: '2', body: '' };
  expect((await send(staff, 'drafts', emptied).accept('json').expect(200)).body).toEqual({ draft: null });
  expect(await draftRows(world)).toEqual([]);
});

test('A note that is too long is kept as it was typed, also past the session’s end', async () => {
  const { world, staff } = await deskWithTip();
  const long = '가'.repeat(10_001);
  const refused = await send(staff, 'notes', await formOf(staff, long)).expect(422);
  expect(typedOn(refused.text)).toBe(long);
  const longer = await formOf(staff, `${long}나`);
  world.clock.move(12 * HOUR);
  await send(world.request, 'notes', longer).expect(303);
  const again = await world.signIn();
  expect(typedOn((await again.get('/admin/tips/1')).text)).toBe(`${long}나`);
});

test('A tip that was forgotten meanwhile takes its drafts along, and keeps no new one', async () => {
  const { world, staff } = await deskWithTip();
  const other = await world.signIn('other@newsroom.example');
  await send(staff, 'drafts', await formOf(staff, '쓰던 글')).expect(303);
  const fields = await formOf(staff, '더 쓴 글');
  await send(other, 'forgetting', { version: '1', confirmed: 'on' }).expect(303);
  expect(await draftRows(world)).toEqual([]);
  await send(staff, 'drafts', fields).expect(303);
  await send(staff, 'notes', fields).expect(409);
  await send(staff, 'closure', fields).expect(409);
  world.clock.move(12 * HOUR);
  await send(world.request, 'notes', fields).expect(303);
  expect(await draftRows(world)).toEqual([]);
});

test('An account that has no right any more leaves no draft and learns nothing', async () => {
  const { world, staff } = await deskWithTip();
  const fields = await formOf(staff, '글');
  await world.database.write(trx => trx.updateTable('staff').set({ role: 'of a newer version' }).execute());
  await send(staff, 'drafts', fields).expect(404);
  world.clock.move(12 * HOUR);
  const late = await send(world.request, 'notes', fields).expect(303);
  expect(late.headers['location']).toMatch(/why=ended$/);
  expect(await draftRows(world)).toEqual([]);
});

test('Signing out in another window loses nothing that was typed', async () => {
  const { world, staff } = await deskWithTip();
  const fields = await formOf(staff, '쓰던 글');
  await staff.post('/admin/logout').expect(303);
  await send(staff, 'notes', fields).expect(303);
  const again = await world.request
    .post('/admin/login')
    .type('form')
    .send({ email: 'editor@newsroom.example', password: PASSWORD })
    .expect(303);
  const cookie = String(again.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  expect(typedOn((await world.request.get('/admin/tips/1').set('Cookie', cookie)).text)).toBe('쓰던 글');
});
