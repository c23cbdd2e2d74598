import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { createWorld } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

async function deskWithTip(settings: Record<string, string> = {}) {
  const world = await createWorld({ settings });
  const staff = await world.signIn();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const post = (fields: object, query = '') =>
    staff.post(`/admin/tips/1/checks?lang=ko${query}`).type('form').send(fields);
  const read = async () => (await staff.get('/admin/tips/1').accept('json').expect(200)).body;
  return { world, staff, post, read };
}

test('One press checks an item on the page, and another takes it back', async () => {
  const { staff, post, read } = await deskWithTip();
  const item = '원본을 봤어요';
  await post({ version: 1, item, body: '쓰던 메모' }, '&done=on&back=q%3Da')
    .expect(303)
    .expect('location', '/admin/tips/1?back=q%3Da');
  const page = (await staff.get('/admin/tips/1?lang=ko&back=q%3Da').expect(200)).text;
  expect(textOf(page)).toMatch(/확인할 것 1 \/ 4/);
  expect(page).toContain('formaction="/admin/tips/1/checks?back=q%3Da" formnovalidate aria-pressed="true"');
  expect(page).toContain('formaction="/admin/tips/1/checks?back=q%3Da&amp;done=on"');
  expect(fieldsOf(page)).toMatchObject({ body: '쓰던 메모' });
  expect(await htmlFaults(page)).toEqual([]);
  const { checks } = await read();
  expect(checks).toMatchObject([
    { item, by: 'editor@newsroom.example' },
    ...new Array(3).fill({ by: null, at: null }),
  ]);

  await post({ version: 2, item }).expect(303);
  expect((await read()).checks).toMatchObject(new Array(4).fill({ by: null }));
  const refused = await post({ version: 3, item: '아무것도 아닌 것' }, '&done=on').expect(422);
  expect(textOf(refused.text)).toContain('확인할 것에 이 항목이 없어요.');
  expect(await htmlFaults(refused.text)).toEqual([]);
});

test("The checklist is the newsroom's own, and what left it stays where it is done", async () => {
  const { staff, post, read } = await deskWithTip();
  const set = (CHECKLIST: string, version: number) =>
    staff.post('/admin/settings').type('form').send({ version, CHECKLIST });
  await set('원본\r\n 허락 \r\n\r\n원본', 0).expect(303);
  await post({ version: 1, item: '허락', done: 'on' }).expect(303);
  await set('원본\n초상권', 1).expect(303);
  const items = async () => (await read()).checks.map(({ item }: { item: string }) => item);
  expect(await items()).toEqual(['원본', '초상권', '허락']);
  await post({ version: 2, item: '허락' }).expect(303);
  expect(await items()).toEqual(['원본', '초상권']);
  const thirteen = Array.from({ length: 13 }, (_, index) => `${index}`).join('\n');
  await set(thirteen, 2).expect(422);
  await set('', 2).expect(303);
  expect(await items()).toHaveLength(4);
});
