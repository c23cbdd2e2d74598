import { expect, test } from 'vitest';
import { createTipLimit } from '../../../src/tips/intake/limits/tip-limit.ts';
import { createClock, HOUR } from '../../support/clock.ts';
import { createWorld } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

const behindProxy = { TIP_LIMIT: '2', TRUST_PROXY: '1' };

test('over the limit a sender is told when to try again and what else to do, and keeps what was typed', async () => {
  const { request, clock } = await createWorld({ settings: behindProxy });
  const post = (from: string, fields = {}) =>
    request
      .post('/tips')
      .set('X-Forwarded-For', from)
      .type('form')
      .send({ message: '글', lang: 'en', ...fields });

  expect((await post('203.0.113.7')).status).toBe(303);
  expect((await post('::ffff:203.0.113.7')).status).toBe(303);
  const refused = await post('203.0.113.7', { message: '세 번째 글' });
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '3600']);
  expect(textOf(refused.text)).toContain('Please send yours again after Mon 23 Nov 2026, 15:05 KST');
  expect(refused.text).toContain('tel:+8223988585');
  expect(fieldsOf(refused.text)['message']).toBe('세 번째 글');

  expect((await post('203.0.113.8')).status).toBe(303);
  clock.move(HOUR);
  expect((await post('203.0.113.7')).status).toBe(303);
});

test('an IPv6 network of /64 counts as one sender', async () => {
  const { request } = await createWorld({ settings: behindProxy });
  const post = (from: string) =>
    request.post('/tips').set('X-Forwarded-For', from).type('form').send({ message: '글' });
  expect((await post('2001:db8::1')).status).toBe(303);
  expect((await post('2001:db8::ffff')).status).toBe(303);
  expect((await post('2001:db8::2')).status).toBe(429);
  expect((await post('2001:db8:0:1::2')).status).toBe(303);
});

test('only tips count: neither refusals, nor repeats', async () => {
  const { request } = await createWorld({ settings: behindProxy });
  const post = (fields: object) =>
    request.post('/tips').set('X-Forwarded-For', '203.0.113.7').type('form').send(fields);
  for (let i = 0; i < 5; i++) expect((await post({ message: '' })).status).toBe(422);
  for (let i = 0; i < 5; i++) expect((await post({ message: '글', submission: 'a' })).status).toBe(303);
  expect((await post({ message: '다른 글' })).status).toBe(303);
  expect((await post({ message: '또 다른 글' })).status).toBe(429);
});

test('a clock that is set back by hours does not make the hour of the limit longer by these', async () => {
  const { request, clock } = await createWorld({ settings: behindProxy });
  const post = () =>
    request.post('/tips').set('X-Forwarded-For', '203.0.113.7').type('form').send({ message: '글' });
  for (let i = 0; i < 2; i++) expect((await post()).status).toBe(303);
  expect((await post()).status).toBe(429);
  clock.move(-3 * HOUR);
  expect((await post()).status).toBe(303);
});

test('X-Forwarded-For is not believed where no proxy is told of: nobody is counted by it', async () => {
  const { request } = await createWorld({ settings: { TIP_LIMIT: '1', TRUST_PROXY: '0' } });
  const post = () =>
    request.post('/tips').set('X-Forwarded-For', '203.0.113.7').type('form').send({ message: '글' });
  for (let i = 0; i < 3; i++) expect((await post()).status).toBe(303);
});

test('what a client claims before the address that the one proxy saw is not believed', async () => {
  const { request } = await createWorld({ settings: { TIP_LIMIT: '1', TRUST_PROXY: '1' } });
  const post = (claimed: string) =>
    request
      .post('/tips')
      .set('X-Forwarded-For', `${claimed}, 203.0.113.7`)
      .type('form')
      .send({ message: '글' });
  expect((await post('198.51.100.1')).status).toBe(303);
  expect((await post('198.51.100.2')).status).toBe(429);
});

test('loopback is not limited', async () => {
  const local = await createWorld({ settings: { TIP_LIMIT: '1' } });
  for (let i = 0; i < 3; i++)
    expect((await local.request.post('/tips').type('form').send({ message: '글' })).status).toBe(303);
});

test('a limit of 0 is none', async () => {
  const open = await createWorld({ settings: { TIP_LIMIT: '0', TRUST_PROXY: '1' } });
  for (let i = 0; i < 3; i++) {
    const answer = await open.request
      .post('/tips')
      .set('X-Forwarded-For', '203.0.113.7')
      .type('form')
      .send({ message: '글' });
    expect(answer.status).toBe(303);
  }
  const limit = createTipLimit(0, open.clock);
  const places = Array.from({ length: 10_000 }, () => limit.take('203.0.113.7'));
  expect(places.every(({ granted }) => granted)).toBe(true);
});

test('a post that began in an hour which is over gives nothing back to the next one', () => {
  const clock = createClock();
  const limit = createTipLimit(1, clock);
  const early = limit.take('203.0.113.7');
  clock.move(HOUR);
  expect(limit.take('203.0.113.7').granted).toBe(true);
  if (early.granted) early.giveBack();
  expect(limit.take('203.0.113.7').granted).toBe(false);
});
