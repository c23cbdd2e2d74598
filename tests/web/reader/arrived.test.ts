import { expect, test } from 'vitest';
import { createWorld, type World } from '../../support/world.ts';

const MINUTE = 60_000;
const CODE = /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/;

async function send({ request }: World, lang = 'ko'): Promise<{ place: string; cookie: string }> {
  const posted = await request.post('/tips').type('form').send({ message: '불이 났어요', lang });
  return {
    place: posted.headers['location'] ?? '',
    cookie: String(posted.headers['set-cookie']).split(';')[0] ?? '',
  };
}

test('where no cookie is kept the page after sending tells number and time for ten minutes, and no code', async () => {
  const world = await createWorld();
  const { place } = await send(world);
  expect(place).toMatch(/^\/sent\?arrived=[\w-]+$/);
  expect(Buffer.from(place.split('=')[1] ?? '', 'base64url').toString()).not.toContain('number');

  const page = await world.request.get(place).set('Accept-Language', 'en');
  expect(page.headers['cache-control']).toBe('no-store');
  expect(page.text).toContain('제보가 도착했어요');
  expect(page.text).toMatch(/<dd><span translate="no">1<\/span><\/dd>/);
  expect(page.text).toContain('2026년');
  expect(page.text).toContain('쿠키를 막고 있어 전하지 못했어요');
  expect(page.text).not.toMatch(CODE);
  world.clock.move(10 * MINUTE);
  expect((await world.request.get(place)).text).toContain('보여 드릴 접수증이 없어요');
});

test('a kept cookie leads from the mark to the receipt, unless it is that of an older tip', async () => {
  const world = await createWorld();
  const first = await send(world);
  const led = await world.request.get(first.place).set('Cookie', first.cookie);
  expect([led.status, led.headers['location']]).toEqual([303, '/sent']);
  expect((await world.request.get('/sent').set('Cookie', first.cookie)).text).toMatch(CODE);
  const second = await send(world);
  const page = await world.request.get(second.place).set('Cookie', first.cookie);
  expect(page.text).toMatch(/<dd><span translate="no">2<\/span><\/dd>/);
  expect(page.text).not.toMatch(CODE);
});

test('a mark opens no receipt, a receipt’s cookie is no mark, and a forged one is none', async () => {
  const world = await createWorld();
  const { place, cookie } = await send(world);
  const mark = place.split('=')[1] ?? '';
  const sealed = cookie.split('=')[1] ?? '';
  const pages = [
    await world.request.get('/sent').set('Cookie', `jebo-sent=${mark}`),
    await world.request.get(`/sent?arrived=${sealed}`),
    await world.request.get(`/sent?arrived=${mark.slice(2)}`),
    await world.request.get('/sent?arrived=a&arrived=b'),
  ];
  for (const { status, text } of pages)
    expect([status, text.includes('보여 드릴 접수증이 없어요')]).toEqual([200, true]);
});

test('where the public address is https, a page that came by http is told of that too', async () => {
  const world = await createWorld({ settings: { PUBLIC_URL: 'https://tips.example' } });
  const { place, cookie } = await send(world, 'en');
  expect(cookie).toMatch(/^__Secure-jebo-sent=/);
  const { text } = await world.request.get(place);
  expect(text).toContain('Your tip has arrived');
  expect(text).toContain('the address did not begin with https');
});

test('what the receipt’s cookie holds ends after thirty minutes, however long the browser keeps it', async () => {
  const world = await createWorld();
  const posted = await world.request.post('/tips').type('form').send({ message: '글' });
  const cookie = String(posted.headers['set-cookie']);
  const shown = () => world.request.get('/sent').set('Cookie', cookie.split(';')[0] ?? '');
  world.clock.move(30 * MINUTE - 1);
  expect((await shown()).text).toMatch(CODE);
  world.clock.move(1);
  expect((await shown()).text).not.toMatch(CODE);
});
