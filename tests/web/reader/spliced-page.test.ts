import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { splicePage } from '../../../src/web/reader/form/spliced-page.ts';
import { createWorld } from '../../support/world.ts';

const render = ([first = '', second = '']: readonly string[]) =>
  `<p>${'가나다 abc '.repeat(3_000)}</p><i>${first}</i>${'긴 글 '.repeat(100)}<b>${second}</b><p>끝</p>`;

test('a spliced page is byte for byte the page as it would be rendered, packed or not', () => {
  const page = splicePage(render, ['@one@', '@two@']);
  for (const marks of [
    ['a', 'b'],
    ['', '마크'],
    ['x'.repeat(60_000), '@one@'],
  ]) {
    expect(Buffer.concat(page.plain(marks)).toString()).toBe(render(marks));
    expect(gunzipSync(Buffer.concat(page.gzipped(marks))).toString()).toBe(render(marks));
  }
  const [packed, plain] = [page.gzipped(['a', 'b']), page.plain(['a', 'b'])].map(pieces =>
    Buffer.concat(pieces),
  );
  expect(packed?.length).toBeLessThan((plain?.length ?? 0) / 20);
});

test('a page in which a mark stands twice, not at all, out of order or far from the end is refused', () => {
  expect(() => splicePage(([mark]) => `${mark} ${mark}`, ['@one@'])).toThrow();
  expect(() => splicePage(() => 'none', ['@one@'])).toThrow();
  expect(() => splicePage(([first, second]) => `${second} ${first}`, ['@one@', '@two@'])).toThrow();
  expect(() => splicePage(([mark]) => `${mark} ${'far '.repeat(600)}`, ['@one@'])).toThrow();
});

test('the form comes packed to who can read it, plain to who cannot, and is the same page', async () => {
  const { url } = await createWorld();
  const bytesFor = async (encoding: string) => {
    const answer = await fetch(`${url}/?lang=ko`, { headers: { 'Accept-Encoding': encoding } });
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    return { encoding: answer.headers.get('content-encoding'), text: await answer.text() };
  };
  const withoutMarks = (text: string) => text.replace(/value="[0-9a-f.A-Z_a-z-]{36,}"/g, 'value=""');
  const [packed, plain] = [await bytesFor('gzip, deflate, br'), await bytesFor('identity')];
  expect([packed.encoding, plain.encoding]).toEqual(['gzip', null]);
  expect(withoutMarks(packed.text)).toBe(withoutMarks(plain.text));
  expect(packed.text).not.toBe(plain.text);
});

test('the form made once has the headers of the one that is made anew, behind a proxy too', async () => {
  const kinds = ['?lang=ko', '?lang=ko&article=https://news.example/1'];
  const found: Record<string, string>[] = [];
  for (const settings of [{}, { TRUST_PROXY: '1' }, { METRICS_TOKEN: 'a token of sixteen letters' }]) {
    const { url } = await createWorld({ settings });
    for (const kind of kinds) {
      const answer = await fetch(`${url}/${kind}`, { headers: { 'X-Forwarded-For': '192.0.2.1' } });
      await answer.body?.cancel();
      const headers = new Headers(answer.headers);
      for (const own of ['content-length', 'transfer-encoding', 'date']) headers.delete(own);
      found.push(Object.fromEntries(headers));
    }
  }
  expect(found[0]).toHaveProperty('content-security-policy');
  for (const headers of found) expect(headers).toEqual(found[0]);
});

test('the form of who comes from an article names it, and is packed as well', async () => {
  const { url } = await createWorld();
  const answer = await fetch(`${url}/?lang=ko&article=https://news.example/1`, {
    headers: { 'Accept-Encoding': 'gzip' },
  });
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(await answer.text()).toContain('value="https://news.example/1"');
});
