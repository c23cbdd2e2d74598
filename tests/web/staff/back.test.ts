import { expect, test } from 'vitest';
import { createWorld } from '../../support/world.ts';
import { fieldsOf } from '../page.ts';

const hrefOf = (html: string) =>
  /class="back(?: place)?"><a href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');

async function deskWithTip() {
  const world = await createWorld();
  await world.request.post('/tips').type('form').send({ message: '강남역 글' }).expect(303);
  return { world, staff: await world.signIn() };
}

test.each([
  ['', '/admin#tip-1'],
  ['q=강남역&before=12', '/admin?q=%EA%B0%95%EB%82%A8%EC%97%AD&before=12#tip-1'],
  ['after=3', '/admin?after=3#tip-1'],
  ['done=tested&q=x', '/admin?q=x#tip-1'],
  ['before=x&q=', '/admin#tip-1'],
  ['https://evil.example/', '/admin#tip-1'],
  ['//evil.example', '/admin#tip-1'],
  ['/../../tips?q=x', '/admin#tip-1'],
  ['q=x#https://evil.example', '/admin?q=x%23https%3A%2F%2Fevil.example#tip-1'],
  ['q=%0d%0aSet-Cookie:x', '/admin?q=Set-Cookie%3Ax#tip-1'],
])('The list named in back=%s is left and reached again at %s', async (back, href) => {
  const { staff } = await deskWithTip();
  const { text } = await staff.get('/admin/tips/1').query({ back }).expect(200);
  expect(hrefOf(text)).toBe(href);
});

test('A change, a refused note and the question before forgetting keep the way back', async () => {
  const { staff } = await deskWithTip();
  const list = await staff.get('/admin').query({ q: '강남역' }).expect(200);
  const path = /href="(\/admin\/tips\/1[^"]*)"/.exec(list.text)?.[1] ?? '';
  const query = path.split('?')[1];
  const wayBack = expect.stringMatching(/^\/admin\?q=%EA%B0%95%EB%82%A8%EC%97%AD&mark=[^&]+#tip-1$/);
  const post = (what: string, body: Record<string, string>) =>
    staff.post(`/admin/tips/1/${what}?${query}`).type('form').send(body);

  const { version } = fieldsOf((await staff.get(path).expect(200)).text);
  const opened = await post('opening', { version: String(version) }).expect(303);
  expect(hrefOf((await staff.get(String(opened.headers['location']))).text)).toEqual(wayBack);
  expect(hrefOf((await post('notes', { body: '' }).expect(422)).text)).toEqual(wayBack);
  expect(hrefOf((await post('opening', { version: '1' }).expect(409)).text)).toEqual(wayBack);
  const noted = await post('notes', { body: '메모' }).expect(303);
  expect(hrefOf((await staff.get(String(noted.headers['location']).split('#')[0] ?? '')).text)).toEqual(
    wayBack,
  );
  const asked = await staff.get(`/admin/tips/1/forgetting?${query}`).expect(200);
  expect(asked.text).toContain(`href="${path}"`);
  const gone = await post('forgetting', { version: '2', confirmed: 'on' }).expect(303);
  expect(hrefOf((await staff.get(String(gone.headers['location']))).text)).toEqual(wayBack);
});

test('Who comes back to a search, be it from its first page, has searched once', async () => {
  const { world, staff } = await deskWithTip();
  const list = await staff.get('/admin').query({ q: '강남역' }).expect(200);
  const path = /href="(\/admin\/tips\/1[^"]*)"/.exec(list.text)?.[1] ?? '';
  const back = hrefOf((await staff.get(path.replaceAll('&amp;', '&')).expect(200)).text) ?? '';
  expect((await staff.get(back.split('#')[0] ?? '').expect(200)).text).toContain('id="tip-1"');
  const events = world.database.query.selectFrom('events').select('kind');
  expect(await events.where('kind', '=', 'contacts searched').execute()).toHaveLength(1);
});
