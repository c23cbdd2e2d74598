import { request as ask } from 'node:http';
import { expect, test } from 'vitest';
import { createWorld } from '../../../support/world.ts';

/** The status of a request with these headers, each as often as it stands here. */
function statusWith(url: string, headers: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = ask(url, { headers: [...headers], agent: false }, response => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once('error', reject).end();
  });
}

test.each([
  [['Host', 'tips.example'], 200],
  [['Host', 'tips.example', 'Host', 'evil.example'], 400],
  [['Host', 'tips.example', 'HOST', 'tips.example'], 400],
])('a request with the headers %j is answered %i', async (headers, status) => {
  const { url } = await createWorld();
  expect(await statusWith(url, headers)).toBe(status);
});

test.each([
  '/ADMIN',
  '/Admin/login',
  '/ADMIN/tips/1',
  '/admin/LOGIN',
  '/admin/Tips/1',
  '/Tips',
  '/SENT',
  '/Privacy',
  '/UPLOADS',
  '/HEALTHZ',
  '/Assets/icon.svg',
  '/%61dmin/login',
  '//admin/login',
])('%s is no other spelling of a page', async path => {
  const world = await createWorld();
  await world.request.post('/tips').type('form').send({ message: '글' });
  const staff = await world.signIn();
  await staff.get(path).expect(404);
});
