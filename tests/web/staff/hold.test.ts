import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { createWorld } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

const reason = '정정보도 청구\n2026-가합-1234';

async function deskWithTip() {
  const world = await createWorld();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  return { world, staff: await world.signIn() };
}

const hold = (staff: Agent, fields: Record<string, string>, lang = 'ko') =>
  staff.post(`/admin/tips/1/hold?lang=${lang}`).type('form').send(fields);

test.each([
  ['ko', '법적 보존 중이에요.', '법적 보존을 시작함', '법적 보존을 풂'],
  ['en', 'This tip is under a legal hold.', 'Legal hold set', 'Legal hold released'],
])('In %s, a hold stands on the page with its reason and name, and in the history', async (...words) => {
  const [lang, title, held, released] = words;
  const { world, staff } = await deskWithTip();
  const other = await world.signIn('night@newsroom.example');
  await hold(staff, { version: '1', on: 'on', reason }).expect(303);
  const page = await other.get(`/admin/tips/1?lang=${lang}`).expect(200);
  const main = textOf(page.text.slice(page.text.indexOf('<main')));
  expect(main.indexOf(title)).toBeGreaterThan(-1);
  expect(main.indexOf(title)).toBeLessThan(main.indexOf('글'));
  for (const said of [reason, 'editor@newsroom.example', held]) expect(main).toContain(said);
  expect(await htmlFaults(page.text)).toEqual([]);

  await hold(other, { version: '2' }).expect(303);
  const after = textOf((await staff.get(`/admin/tips/1?lang=${lang}`).expect(200)).text);
  expect(after).toContain(`${released} · night@newsroom.example`);
  expect(after).not.toContain(title);
  expect(after).not.toContain(reason);
});

test('A held tip has no way to forget it, and whoever asks all the same is told kindly', async () => {
  const { world, staff } = await deskWithTip();
  await hold(staff, { version: '1', on: 'on', reason }).expect(303);
  const { text } = await staff.get('/admin/tips/1').expect(200);
  expect(text).not.toContain('/admin/tips/1/forgetting');
  const asked = await staff.get('/admin/tips/1/forgetting?lang=ko').expect(409);
  expect(textOf(asked.text)).toContain('지우려면 먼저 보존을 풀어 주세요.');
  const confirmed = { version: '2', confirmed: 'on' };
  const forgotten = await staff
    .post('/admin/tips/1/forgetting?lang=en')
    .type('form')
    .send(confirmed)
    .expect(409);
  expect(textOf(forgotten.text)).toContain('To forget it, release the hold first.');
  const { forgotten_at } = await world.database.query
    .selectFrom('tips')
    .select('forgotten_at')
    .executeTakeFirstOrThrow();
  expect(forgotten_at).toBeNull();
});

test.each([
  ['ko', '왜 보존하는지 적어 주세요.', '이유가 너무 길어요. 1,000자까지'],
  ['en', 'Please write why it must be kept.', 'The reason is too long. Up to 1,000'],
])('In %s, a hold without a reason, or with too long a one, is told beside the field', async (...words) => {
  const [lang, empty, long] = words;
  const { world, staff } = await deskWithTip();
  for (const [typed, told] of [
    [' \n', empty],
    ['가'.repeat(1_001), long],
  ] as const) {
    const fields = { version: '1', on: 'on', reason: typed, body: '쓰던 메모' };
    const { text } = await hold(staff, fields, lang).expect(422);
    expect(textOf(text)).toContain(told);
    expect(text).toMatch(/<textarea id="reason"[^>]* aria-describedby="reason-fault"/);
    expect(fieldsOf(text)).toMatchObject({ reason: typed, body: '쓰던 메모' });
    expect(await htmlFaults(text)).toEqual([]);
  }
  expect(await world.database.query.selectFrom('holds').select('tip').execute()).toEqual([]);
});

test('A hold on a tip that somebody changed meanwhile is not set, and what was typed stays', async () => {
  const { world, staff } = await deskWithTip();
  const other = await world.signIn('night@newsroom.example');
  await hold(other, { version: '1', on: 'on', reason: '먼저' }).expect(303);
  await hold(other, { version: '2' }).expect(303);
  const late = await hold(staff, { version: '1', on: 'on', reason, body: '쓰던 메모' }).expect(409);
  const alert = textOf(/role="alert"[\s\S]*?<\/ul>/.exec(late.text)?.[0] ?? '');
  expect(alert).toMatch(/법적 보존을 시작함 · night@.*법적 보존을 풂 · night@/s);
  expect(fieldsOf(late.text)).toMatchObject({ reason, body: '쓰던 메모' });
  expect(late.text).toContain('href="/admin/tips/1?lang=en"');
});

test('What was typed beside a hold is kept as a draft', async () => {
  const { staff } = await deskWithTip();
  await hold(staff, { version: '1', on: 'on', reason, body: '쓰던 메모' }).expect(303);
  expect(fieldsOf((await staff.get('/admin/tips/1')).text)['body']).toBe('쓰던 메모');
});

test('Nobody holds a tip without having signed in, and there is none to hold that is not there', async () => {
  const { world, staff } = await deskWithTip();
  const late = await world.request
    .post('/admin/tips/1/hold')
    .type('form')
    .send({ version: '1', on: 'on', reason });
  expect(late.headers['location']).toBe('/admin/login?next=%2Fadmin%2Ftips%2F1&why=ended');
  await staff.post('/admin/tips/9/hold').type('form').send({ version: '1', on: 'on', reason }).expect(404);
  await staff.post('/admin/tips/9/hold').type('form').send({ version: '1' }).expect(404);
});

test('A resident registration number in the reason is masked', async () => {
  const { staff } = await deskWithTip();
  await hold(staff, { version: '1', on: 'on', reason: '고소인 900101-1234568' }).expect(303);
  const { text } = await staff.get('/admin/tips/1').expect(200);
  expect(text).toContain('고소인 900101-*******');
  expect(text).not.toContain('1234568');
});
