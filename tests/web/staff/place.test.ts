import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

const linksOf = (html: string) =>
  [...html.matchAll(/<a href="([^"]*)" rel="(prev|next)"/g)].map(([, href, rel]) => [rel, href]);

async function deskWithTips() {
  const world = await createWorld();
  for (const message of ['하나', '둘', '셋'])
    await world.request.post('/tips').type('form').send({ message }).expect(303);
  const staff = await world.signIn();
  const close = (number: number, back: string, fields = {}) =>
    staff
      .post(`/admin/tips/${number}/closure?back=${encodeURIComponent(back)}&lang=ko`)
      .type('form')
      .send({ version: 1, outcome: 'not for us', ...fields });
  return { staff, close };
}

test('A tip’s page says where it stands in its list, and leads to those beside it', async () => {
  const { staff } = await deskWithTips();
  const list = await staff.get('/admin?lang=ko').expect(200);
  const path = '/admin/tips/2?back=view%3Dnew';
  expect(list.text).toContain(`href="${path}"`);
  for (const [lang, place] of [
    ['ko', ['← 새 제보 목록으로', '3건 가운데 2번째']],
    ['en', ['← Back to the list: New', '2 of 3']],
  ] as const) {
    const { text } = await staff.get(`${path}&lang=${lang}`).expect(200);
    for (const said of place) expect(textOf(text)).toContain(said);
    expect(linksOf(text)).toEqual([
      ['prev', '/admin/tips/3?back=view%3Dnew'],
      ['next', '/admin/tips/1?back=view%3Dnew'],
    ]);
    expect(await htmlFaults(text)).toEqual([]);
  }
  const alone = await staff.get('/admin/tips/2').expect(200);
  expect(linksOf(alone.text)).toEqual([]);
});

test('Who closes a tip stands on the next one of the list, and behind the last on the list', async () => {
  const { staff, close } = await deskWithTips();
  const next = await close(3, 'view=new').expect(303);
  expect(next.headers['location']).toBe('/admin/tips/2?back=view%3Dnew&closed=3');
  const { text } = await staff.get(`${next.headers['location']}&lang=ko`).expect(200);
  expect(textOf(text)).toContain('제보 3번을 닫았어요. 다음 제보예요.');
  expect(text).toContain('href="/admin/tips/3?back=view%3Dnew"');
  expect(await htmlFaults(text)).toEqual([]);

  // By its closing it moves to the top of what changed last: the next is that of before.
  await close(2, 'view=all&sort=changed')
    .expect(303)
    .expect('location', '/admin/tips/1?back=view%3Dall%26sort%3Dchanged&closed=2');
  const last = await close(1, 'view=new').expect(303);
  expect(last.headers['location']).toBe('/admin?view=new&done=closed');
  const list = await staff.get(String(last.headers['location'])).expect(200);
  expect(textOf(list.text)).toContain('이 목록의 마지막 제보였어요.');
});

test('Who closes a tip reached from no list, or from a search, stays on it', async () => {
  const { close } = await deskWithTips();
  await close(3, '').expect(303).expect('location', '/admin/tips/3');
  await close(2, 'q=둘').expect(303).expect('location', '/admin/tips/2?back=q%3D%25EB%2591%2598');
  await close(1, 'view=new', { version: 7 }).expect(409);
});

test('Who gives a tip away goes on to the next one when the list has it no more, and else stays', async () => {
  const { staff } = await deskWithTips();
  const assign = (back: string, fields: object) =>
    staff
      .post(`/admin/tips/3/assignment?back=${encodeURIComponent(back)}`)
      .type('form')
      .send(fields)
      .expect(303);
  const taken = await assign('view=unassigned', { version: 1, to: 'me' });
  expect(taken.headers['location']).toBe('/admin/tips/3?back=view%3Dunassigned');
  const stays = await assign('view=all', { version: 2, to: '' });
  expect(stays.headers['location']).toBe('/admin/tips/3?back=view%3Dall');
  await assign('view=all', { version: 3, to: 'me' });
  const given = await assign('view=mine', { version: 4, to: '' });
  expect(given.headers['location']).toBe('/admin?view=mine&done=assigned');
});
