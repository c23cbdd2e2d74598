import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createWorld } from '../support/world.ts';

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

test.each([
  '/',
  '/?lang=en',
  '/sent',
  '/privacy',
  '/channels',
  '/nothing',
  '/admin/login',
  '/admin/nothing',
  '/healthz',
])('%s has the strict headers, and nothing inline', async path => {
  const { request } = await createWorld();
  const { headers, text } = await request.get(path);
  expect(headers).toMatchObject({
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': path.startsWith('/admin') ? 'same-origin' : 'no-referrer',
  });
  expect(headers['permissions-policy']).toContain('camera=()');
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['set-cookie']).toBeUndefined();
  expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc="\/)/);
  expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test('pages that may show a person’s data are not stored', async () => {
  const { request } = await createWorld();
  for (const path of ['/sent', '/sent/receipt.txt', '/admin/login', '/admin']) {
    expect((await request.get(path)).headers['cache-control'], path).toBe('no-store');
  }
  expect((await request.post('/tips').type('form').send({ message: '' })).headers['cache-control']).toBe(
    'no-store',
  );
});

test('the pages that staff see signed in have the strict headers, are not stored and hold nothing inline', async () => {
  const world = await createWorld();
  const { request } = world;
  await request.post('/tips').field('message', '글').attach('files', Buffer.from('x'), 'a.jpg');
  const staff = await world.signIn();
  const setup = new URL(world.setupLink ?? '').pathname;
  for (const path of [
    '/admin',
    '/admin?q=1',
    '/admin/tips/1',
    '/admin/tips/1/forgetting',
    '/admin/tips/9',
    setup,
  ]) {
    const { headers, text } = await staff.get(path);
    expect(headers, path).toMatchObject({
      'content-security-policy': policy,
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    });
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc="\/)/);
  }
});

test('over https the cookies are secure and the browser is told to stay with it', async () => {
  const { request } = await createWorld({ settings: { PUBLIC_URL: 'https://tips.example.kr' } });
  expect((await request.get('/')).headers['strict-transport-security']).toBe('max-age=31536000');
  const posted = await request.post('/tips').type('form').send({ message: '글' });
  expect(String(posted.headers['set-cookie'])).toMatch(/^__Secure-jebo-sent=.*; Secure;/);
});

test('the form page, its style and its script are at most 20 kB over the wire', async () => {
  const { request } = await createWorld();
  const page = await request.get('/');
  const assets = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(match => match[1] ?? '');
  expect(assets).toHaveLength(3);
  let total = gzipSync(page.text).length;
  for (const path of assets) {
    const asset = await request.get(path).set('Accept-Encoding', 'gzip');
    expect(asset.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    total += Number(asset.headers['content-length']);
  }
  expect(total).toBeLessThanOrEqual(20_000);
});

test('pages are compressed when the browser can read it', async () => {
  const { request } = await createWorld();
  expect((await request.get('/').set('Accept-Encoding', 'gzip')).headers['content-encoding']).toBe('gzip');
  expect((await request.get('/').set('Accept-Encoding', 'br')).headers['content-encoding']).toBe('br');
});

test('an address where nothing is, or that is broken, is answered kindly and repeats nothing of it', async () => {
  const { request } = await createWorld();
  for (const path of ['/secret-path-12345', '/%E0%A4%A', '/admin/secret-path-12345']) {
    const { status, text } = await request.get(path);
    expect([400, 404]).toContain(status);
    expect(text).not.toContain('secret-path');
  }
});
