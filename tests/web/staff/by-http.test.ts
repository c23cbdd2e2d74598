import { expect, test } from 'vitest';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const email = 'editor@newsroom.example';
const PUBLIC_URL = 'https://tips.example.kr';

const byHttpsAt = (path: string) => `href="${PUBLIC_URL}${path}"`;

const makeAccount = ({ request, setupLink }: World) =>
  request
    .post(new URL(setupLink ?? '').pathname)
    .type('form')
    .send({ email, password: PASSWORD })
    .expect(303);

const signInWith = ({ request }: World, headers: Record<string, string>, next = '') =>
  request.post('/admin/login').type('form').set(headers).send({ email, password: PASSWORD, next });

test.each([
  ['a page that was opened by http', '0', { Host: 'desk.local', Origin: 'http://desk.local' }, 403],
  ['the public address by http', '0', { Host: 'tips.example.kr', Origin: 'http://tips.example.kr' }, 403],
  ['an Origin of PUBLIC_URL', '0', { Origin: PUBLIC_URL }, 303],
  ['a proxy that nobody trusts', '0', { 'X-Forwarded-Proto': 'http' }, 303],
  ['a proxy that was asked by http', '1', { 'X-Forwarded-Proto': 'http' }, 403],
  ['a proxy that was asked by https', '1', { 'X-Forwarded-Proto': 'https' }, 303],
  [
    'an Origin, which knows better than a proxy',
    '1',
    { 'X-Forwarded-Proto': 'http', Origin: PUBLIC_URL },
    303,
  ],
  ['a program', '1', {}, 303],
])(
  'where https is set, a sign-in from %s (TRUST_PROXY %s, %j) is answered %i',
  async (_, hops, headers, status) => {
    const world = await createWorld({ settings: { PUBLIC_URL, TRUST_PROXY: hops } });
    await makeAccount(world);
    const answer = await signInWith(world, headers, '/admin/tips/7').expect(status);
    expect(answer.headers['set-cookie'] === undefined).toBe(status === 403);
    if (status === 303) return;
    expect(textOf(answer.text)).toContain('http로 열려서');
    expect(answer.text).toContain(byHttpsAt('/admin/login?next=%2Fadmin%2Ftips%2F7'));
  },
);

test('the sign-in says that it was opened by http before anything is typed, in both languages', async () => {
  const world = await createWorld({ settings: { PUBLIC_URL, TRUST_PROXY: '1' } });
  const open = (lang: string, proto: string) =>
    world.request.get(`/admin/login?lang=${lang}`).set('X-Forwarded-Proto', proto).expect(200);
  expect((await open('en', 'http')).text).toContain(byHttpsAt('/admin/login'));
  expect(textOf((await open('ko', 'http')).text)).toContain('http로 열려서');
  expect(textOf((await open('en', 'https')).text)).not.toContain('http로 열려서');
  const list = await world.request.get('/admin/tips/7').set('X-Forwarded-Proto', 'http').expect(303);
  const led = await world.request.get(String(list.headers['location'])).set('X-Forwarded-Proto', 'http');
  expect(led.text).toContain(byHttpsAt('/admin/login?next=%2Fadmin%2Ftips%2F7'));
});

test('a set-up link that was opened by http is not used up, and leads to https', async () => {
  const world = await createWorld({ settings: { PUBLIC_URL } });
  const { pathname } = new URL(world.setupLink ?? '');
  const typed = { email, password: PASSWORD };
  const setUp = () => world.request.post(pathname).type('form').send(typed);
  const refused = await setUp().set({ Host: 'desk.local', Origin: 'http://desk.local' }).expect(403);
  expect(refused.text).toContain(byHttpsAt(pathname));
  expect(refused.headers['set-cookie']).toBeUndefined();
  await setUp().set('Origin', PUBLIC_URL).expect(303);
});

test('where the public address is http too, nothing is said', async () => {
  const world = await createWorld({ settings: { PUBLIC_URL: 'http://tips.example.kr' } });
  await makeAccount(world);
  await signInWith(world, { Origin: 'http://tips.example.kr' }).expect(303);
});
