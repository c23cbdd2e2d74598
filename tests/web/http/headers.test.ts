import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createWorld } from '../../support/world.ts';

const policy =
  "default-src 'none'; style-src 'self' 'sha256-STYLE' 'sha256-STYLE' 'sha256-STYLE'; script-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The policy of an answer, with its hashes taken out. */
const policyOf = (headers: Record<string, string>) =>
  String(headers['content-security-policy']).replace(/'sha256-[\w+/]{43}='/g, "'sha256-STYLE'");

/** The page without the one style that its policy allows. */
function withoutStyle(text: string, headers: Record<string, string>): string {
  return text.replace(/<style>([^<]*)<\/style>/, (_, style: string) => {
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`'sha256-${hash}'`);
    return '';
  });
}

test.each([
  '/',
  '/?lang=en',
  '/sent',
  '/receipt',
  '/tip',
  '/privacy',
  '/channels',
  '/nothing',
  '/admin/login',
  '/admin/nothing',
  '/healthz',
])('%s has the strict headers, and nothing inline but the one style that they name', async path => {
  const { request } = await createWorld();
  const { headers, text } = await request.get(path);
  expect(policyOf(headers)).toBe(policy);
  expect(headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': /^\/(?:admin|receipt|sent|tip)(?:\/|$)/.test(path) ? 'same-origin' : 'no-referrer',
  });
  expect(headers['permissions-policy']).toContain('camera=()');
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['set-cookie']).toBeUndefined();
  const html = withoutStyle(text, headers);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc="\/)/);
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
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
    expect(policyOf(headers), path).toBe(policy);
    expect(headers, path).toMatchObject({
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    });
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc="\/)/);
  }
});

test('staff’s pages ask search engines to stay away, and readers’ pages do not', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  const isHidden = ({ text }: { text: string }) => text.includes('<meta name="robots" content="noindex"');
  expect(isHidden(await staff.get('/admin').expect(200))).toBe(true);
  expect(isHidden(await world.request.get('/admin/login').expect(200))).toBe(true);
  for (const path of ['/', '/channels']) expect(isHidden(await staff.get(path))).toBe(false);
});

test('over https the cookies are secure and the browser is told to stay with it', async () => {
  const { request } = await createWorld({ settings: { PUBLIC_URL: 'https://tips.example.kr' } });
  expect((await request.get('/')).headers['strict-transport-security']).toBe('max-age=31536000');
  const posted = await request.post('/tips').type('form').send({ message: '글' });
  expect(String(posted.headers['set-cookie'])).toMatch(/^__Secure-jebo-sent=.*; Secure;/);
});

test('the form page with its style, its script and its icon are three requests and at most 20 kB', async () => {
  const { request } = await createWorld();
  const page = await request.get('/');
  const assets = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(match => match[1] ?? '');
  expect(assets).toHaveLength(2);
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

test('a style and a script are the same in each encoding, however often they are asked for', async () => {
  const { url } = await createWorld();
  const page = await (await fetch(url)).text();
  for (const [, path] of page.matchAll(/"(\/assets\/[^"]+\.(?:css|js))"/g)) {
    const texts = new Set<string>();
    for (const encoding of ['identity', 'gzip', 'br', 'br']) {
      const asset = await fetch(`${url}${path}`, { headers: { 'Accept-Encoding': encoding } });
      expect(asset.headers.get('content-encoding') ?? 'identity').toBe(encoding);
      texts.add(await asset.text());
    }
    expect(texts.size, path).toBe(1);
  }
});

test('pages are compressed when the browser can read it', async () => {
  const { request } = await createWorld();
  expect((await request.get('/').set('Accept-Encoding', 'gzip')).headers['content-encoding']).toBe('gzip');
  expect((await request.get('/').set('Accept-Encoding', 'br')).headers['content-encoding']).toBe('br');
});

test('an address where nothing is, or that is broken, is answered kindly and repeats nothing of it', async () => {
  const { request } = await createWorld();
  for (const path of ['/secret-path-12345', '/%E0%A4%A', '/admin/secret-path-12345']) {
    const { status, text, headers } = await request.get(path);
    expect([400, 404]).toContain(status);
    // What is not there now may be there in a minute.
    expect(headers['cache-control']).toBe('no-store');
    expect(text).not.toContain('secret-path');
  }
});
