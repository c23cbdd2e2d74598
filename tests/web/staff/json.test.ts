import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { bareTip } from '../../support/bare-tip.ts';
import { createWorld } from '../../support/world.ts';

const ARTICLE = 'https://www.ytn.co.kr/_ln/0103_2026';
const AT = '2026-11-23T05:05:00.000Z';

async function deskWithTip() {
  const world = await createWorld();
  const contact = { phone: '010-1234-5678', name: '홍길동', reply_by: 'phone', consent_contact: 'on' };
  const tip = { message: '연기가 나요', place: '강남역', age_14: 'yes', ...contact };
  await world.request.post('/tips').type('form').send(tip).expect(303);
  return { world, staff: await world.signIn() };
}

const get = (staff: Agent, path: string) => staff.get(path).accept('application/json');

const change = (staff: Agent, path: string, fields: Record<string, string>) =>
  staff.post(`/admin/tips/1/${path}`).accept('application/json').type('form').send(fields);

test('The list answers JSON, a row a tip, with what came of it', async () => {
  const { world, staff } = await deskWithTip();
  await change(staff, 'closure', { version: '1', outcome: 'used' }).expect(200, { version: 2 });
  const row = { channel: 'form', topic: null, received_at: AT, unread: true, files: 0, permission: null };
  const { body } = await get(staff, '/admin?view=all').expect(200);
  expect(body).toEqual({
    tips: [
      {
        ...row,
        ...{ number: 1, state: 'closed', outcome: 'used', headline: '연기가 나요' },
        ...{ place: '강남역', reply_by: ['phone'], unopened: false },
        ...{
          assignee: null,
          tags: [],
          importance: 0,
          changed_at: AT,
          answered: false,
          talk: null,
          talk_ended: null,
          due: null,
          incident: null,
        },
      },
    ],
    next: null,
    previous: null,
    counts: { new: 0, mine: 0, unassigned: 0, open: 0, answered: 0, due: 0, closed: 1, spam: 0, all: 1 },
    searched_to: null,
  });
  const more = Array.from({ length: 51 }, () => ({ ...bareTip(), headline: '글' }));
  await world.database.write(trx => trx.insertInto('tips').values(more).execute());
  const first = await get(staff, '/admin?view=all').expect(200);
  expect([first.body.tips.length, first.body.next, first.body.previous]).toEqual([
    50,
    '/admin?view=all&before=3',
    null,
  ]);
  const second = await get(staff, first.body.next).expect(200);
  expect(second.body.tips.map((tip: { number: number }) => tip.number)).toEqual([2, 1]);
  expect(second.body.previous).toBe('/admin?view=all&after=2');
});

test('A tip answers JSON with its outcome, publication and hold, and without contacts', async () => {
  const { world, staff } = await deskWithTip();
  await change(staff, 'closure', { version: '1', outcome: 'used', article: ARTICLE }).expect(200);
  await change(staff, 'hold', { version: '2', on: 'on', reason: '소송' }).expect(200, { version: 3 });
  const { body, text } = await get(staff, '/admin/tips/1').expect(200);
  expect(body).toMatchObject({
    ...{ number: 1, state: 'closed', outcome: 'used', version: 3, message: '연기가 나요', place: '강남역' },
    ...{ publication: ARTICLE, article: null, contacts: ['phone'], ways: ['phone'], forgotten_at: null },
    hold: { reason: '소송', by: 'editor@newsroom.example', at: AT },
  });
  expect(text).not.toMatch(/1234-?5678|홍길동/);
  const ofTip = world.database.query.selectFrom('events').select('kind').where('tip', '=', 1);
  const kinds = await ofTip.orderBy('id').execute();
  expect(kinds.map(({ kind }) => kind)).toEqual(['received', 'closed', 'held', 'viewed']);
});

test('A change that is refused says in JSON why, and changes nothing', async () => {
  const { world, staff } = await deskWithTip();
  const wrong = await change(staff, 'closure', { version: '1', outcome: 'withdrawn', article: 'ytn' }).expect(
    422,
  );
  expect(Object.keys(wrong.body.errors)).toEqual(['outcome', 'article']);
  const empty = await change(staff, 'hold', { version: '1', on: 'on' }).expect(422);
  expect(Object.keys(empty.body.errors)).toEqual(['reason']);
  const stale = await change(staff, 'closure', { version: '7', outcome: 'used' }).expect(409);
  expect(Object.keys(stale.body.errors)).toEqual(['form']);
  const unsure = await change(staff, 'forgetting', { version: '1' }).expect(422);
  expect(Object.keys(unsure.body.errors)).toEqual(['confirmed']);
  for (const path of ['/admin/tips/99', '/admin/nothing'])
    expect(Object.keys((await get(staff, path).expect(404)).body.errors)).toEqual(['form']);
  const tips = await world.database.query.selectFrom('tips').select(['state', 'version']).execute();
  expect(tips).toEqual([{ state: 'new', version: 1 }]);
});

test('A held tip is not forgotten by a program either, and a forgotten one says so', async () => {
  const { staff } = await deskWithTip();
  const forget = (version: string) => change(staff, 'forgetting', { version, confirmed: 'on' });
  await change(staff, 'hold', { version: '1', on: 'on', reason: '소송' }).expect(200);
  expect((await forget('2').expect(409)).body.errors.form).toContain('보존');
  await change(staff, 'hold', { version: '2' }).expect(200, { version: 3 });
  await forget('3').expect(200, { version: 4 });
  const { body } = await get(staff, '/admin/tips/1').expect(200);
  expect(body).toMatchObject({ headline: null, forgotten_at: AT, version: 4 });
  expect(body.message).toBeUndefined();
});

test('A program without a session is told so, and an outcome of a newer version stands as it is', async () => {
  const { world, staff } = await deskWithTip();
  const { body } = await world.request.get('/admin').accept('application/json').expect(401);
  expect(Object.keys(body.errors)).toEqual(['form']);
  await change(staff, 'closure', { version: '1' }).expect(200);
  await world.database.write(trx => trx.updateTable('tips').set({ outcome: 'withdrawn' }).execute());
  expect((await get(staff, '/admin?view=all')).body.tips[0].outcome).toBe('withdrawn');
  expect((await get(staff, '/admin/tips/1')).body.outcome).toBe('withdrawn');
});
