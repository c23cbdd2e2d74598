import { expect, test } from 'vitest';
import { createWorld, PASSWORD, type World } from '../../../support/world.ts';
import { fieldsOf } from '../../page.ts';

const email = 'editor@newsroom.example';
const TUS = { 'Tus-Resumable': '1.0.0' };

type Headers = Record<string, string>;

/** What each change is answered, whoever asks for it: with the answer of one that was let through. */
async function changes({ request }: World, headers: Headers): Promise<readonly boolean[]> {
  const begun = await request.post('/uploads').set({ ...TUS, 'Upload-Length': '5' });
  const path = String(begun.headers['location']);
  const bytes = { ...TUS, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };
  const answers = [
    await request.post('/uploads').set({ ...TUS, 'Upload-Length': '5', ...headers }),
    await request
      .patch(path)
      .set({ ...bytes, ...headers })
      .send(Buffer.from('12345')),
    await request.delete(path).set({ ...TUS, ...headers }),
    await request.post('/admin/login').type('form').set(headers).send({ email, password: PASSWORD }),
    await request.post('/admin/logout').set(headers),
    await request.post('/admin/tips/1/notes').set(headers),
  ];
  const letThrough = [201, 204, 204, 401, 303, 303];
  return answers.map(({ status }, at) => status === letThrough[at]);
}

test.each([
  ['https://tips.example.kr', { Origin: 'https://tips.example.kr' }, true],
  ['https://tips.example.kr', { Origin: 'https://TIPS.example.kr' }, true],
  ['https://tips.example.kr', { Origin: 'https://tips.example.kr:443' }, true],
  ['https://tips.example.kr', { Origin: 'https://tips.example.kr:8443' }, false],
  ['https://tips.example.kr', { Origin: 'https://tips.example.kr.evil.example' }, false],
  ['https://tips.example.kr', { Origin: 'https://tips.example.kr@evil.example' }, false],
  ['https://tips.example.kr', { Origin: 'https://evil.example', Referer: 'https://tips.example.kr/' }, false],
  ['https://tips.example.kr', { Origin: 'null' }, false],
  ['https://tips.example.kr', { Origin: '' }, false],
  ['https://tips.example.kr', { Origin: 'ftp://tips.example.kr' }, false],
  ['https://tips.example.kr:8443', { Origin: 'https://tips.example.kr:8443' }, true],
  ['https://tips.example.kr:8443', { Origin: 'https://tips.example.kr' }, false],
  ['https://[2001:db8::1]', { Origin: 'https://[2001:DB8:0::1]' }, true],
  ['https://제보.example.kr', { Origin: 'https://xn--on3b17r.example.kr' }, true],
  ['http://elsewhere.example', { Origin: 'http://desk.local', Host: 'desk.local' }, true],
  ['http://elsewhere.example', { Origin: 'http://desk.local', Host: 'DESK.local:80' }, true],
  ['http://elsewhere.example', { Origin: 'https://desk.local', Host: 'desk.local:443' }, true],
  ['http://elsewhere.example', { Origin: 'http://desk.local:8080', Host: 'desk.local:8080' }, true],
  ['http://elsewhere.example', { Origin: 'http://desk.local:8080', Host: 'desk.local:8081' }, false],
  ['http://elsewhere.example', { Origin: 'http://[::1]:3000', Host: '[::1]:3000' }, true],
  ['http://elsewhere.example', { Origin: 'http://desk.local', Host: 'evil@desk.local' }, false],
  ['http://elsewhere.example', { Origin: 'http://evil.example', 'X-Forwarded-Host': 'evil.example' }, false],
])('of a desk at %s each change with %j is ours: %s', async (publicUrl, headers, isOurs) => {
  const world = await createWorld({ settings: { PUBLIC_URL: publicUrl } });
  expect(new Set(await changes(world, headers))).toEqual(new Set([isOurs]));
});

test('an origin is compared with the host that a trusted proxy forwards', async () => {
  const world = await createWorld({ settings: { PUBLIC_URL: 'http://elsewhere.example', TRUST_PROXY: '1' } });
  const forwarded = {
    Host: '127.0.0.1:3000',
    'X-Forwarded-For': '203.0.113.7',
    'X-Forwarded-Host': 'desk.local',
  };
  expect(await changes(world, { ...forwarded, Origin: 'http://desk.local' })).not.toContain(false);
  expect(await changes(world, { ...forwarded, Origin: 'http://evil.example' })).not.toContain(true);
});

test('a program that names no origin is let through, and a browser’s own word stands before the origin', async () => {
  const world = await createWorld({ settings: { PUBLIC_URL: 'https://tips.example.kr' } });
  const ours = { Origin: 'https://tips.example.kr' };
  expect(await changes(world, {})).not.toContain(false);
  expect(await changes(world, { ...ours, 'Sec-Fetch-Site': 'cross-site' })).not.toContain(true);
  expect(await changes(world, { ...ours, 'Sec-Fetch-Site': 'same-site' })).not.toContain(true);
  expect(await changes(world, { 'Sec-Fetch-Site': 'same-origin' })).not.toContain(false);
});

test.each([
  [{ 'Sec-Fetch-Site': 'same-origin' }, true],
  [{}, true],
  [{ Origin: 'https://tips.example.kr' }, true],
  [{ 'Sec-Fetch-Site': 'cross-site' }, false],
  [{ 'Sec-Fetch-Site': 'same-site' }, false],
  [{ Origin: 'https://evil.example' }, false],
  [{ Origin: 'null' }, false],
])('a tip that comes with %j brings its receipt’s cookie: %s', async (headers, brings) => {
  const { request } = await createWorld({ settings: { PUBLIC_URL: 'https://tips.example.kr' } });
  const fields = fieldsOf((await request.get('/')).text);
  const sent = { message: '글', submission: fields['submission'] };
  const posted = await request.post('/tips').type('form').set(headers).send(sent).expect(303);
  expect(posted.headers['set-cookie'] !== undefined).toBe(brings);
  expect(posted.headers['location']).toMatch(/^\/sent\?arrived=/);
});

test('the reader’s pages let browsers without Sec-Fetch-Site name their origin with the form', async () => {
  const { request } = await createWorld();
  for (const path of ['/', '/?article=https://news.example/1', '/sent'])
    expect((await request.get(path)).text).toContain('<meta name="referrer" content="same-origin"/>');
});
