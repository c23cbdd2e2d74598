import { expect, test } from 'vitest';
import { createWorld } from '../../../support/world.ts';
import { textOf } from '../../page.ts';

const send = (world: Awaited<ReturnType<typeof createWorld>>, forwardedFor: string) =>
  world.request
    .post('/tips')
    .accept('json')
    .set('X-Forwarded-For', forwardedFor)
    .type('form')
    .send({ message: `글 ${forwardedFor}` });

test.each([
  '203.0.113.7:5678',
  '"203.0.113.7"',
  '"203.0.113.7:80"',
  ' 203.0.113.7 ',
  '[203.0.113.7]:80',
  '::ffff:203.0.113.7',
  '[::ffff:203.0.113.7]:443',
  '198.51.100.9, 203.0.113.7:1',
])('a sender whom a proxy writes as %s counts as 203.0.113.7', async written => {
  const world = await createWorld({ settings: { TRUST_PROXY: '1', TIP_LIMIT: '1' } });
  await send(world, '203.0.113.7').expect(201);
  await send(world, written).expect(429);
  await send(world, '203.0.113.8:5678').expect(201);
});

test('a proxy that writes no addresses makes one sender of all, and is told of once', async () => {
  const world = await createWorld({ settings: { TRUST_PROXY: '1', TIP_LIMIT: '1' } });
  await send(world, 'unknown').expect(201);
  for (const written of ['_hidden', 'unknown', '203.0.113.7.8', 'example.kr', '[::1', '1.2.3.4:x'])
    await send(world, written).expect(429);
  await send(world, '203.0.113.7').expect(201);
  const staff = await world.signIn();
  const { text } = await staff.get('/admin?lang=en').set('X-Forwarded-For', '203.0.113.7').expect(200);
  expect(textOf(text)).toContain('X-Forwarded-For) that cannot be read');
  expect(world.log.filter(line => line.includes('cannot be read'))).toHaveLength(1);
  expect(world.log.join()).not.toContain('_hidden');
});

const COMES_PAST = 'came past the proxies';

test.each([
  ['1', '/', {}, true],
  ['1', '/', { 'X-Forwarded-For': '' }, true],
  ['1', '/', { 'X-Forwarded-For': '203.0.113.7' }, false],
  ['2', '/', { 'X-Forwarded-For': '203.0.113.7' }, true],
  ['2', '/', { 'X-Forwarded-For': '203.0.113.7, 198.51.100.1' }, false],
  ['1', '/healthz', {}, false],
  ['0', '/', {}, false],
])(
  'with TRUST_PROXY=%s a request for %s with %j is told as one that came past them: %s',
  async (hops, path, headers, told) => {
    const world = await createWorld({ settings: { TRUST_PROXY: hops } });
    await world.request.get(path).set(headers);
    expect(world.log.some(line => line.includes('came past'))).toBe(told);
    if (!told) return;
    const staff = await world.signIn();
    expect(textOf((await staff.get('/admin?lang=en').expect(200)).text)).toContain(COMES_PAST);
  },
);
