import { expect, test } from 'vitest';
import { LANGS, languageName } from '../../../src/i18n/lang.ts';
import { readerPaths } from '../../../src/paths.ts';
import { createWorld } from '../../support/world.ts';

test.each(LANGS)('a page in %s leads to itself in each other language, which names itself', async lang => {
  const { request } = await createWorld({ settings: { NEWSROOM_LANG: lang } });
  const others = LANGS.filter(other => other !== lang);
  expect(others.length).toBe(LANGS.length - 1);
  for (const path of ['/', '/privacy', '/channels', '/sent', '/admin/login']) {
    const { text } = await request.get(`${path}?lang=${lang}`).expect(200);
    expect(text).toContain(`<html lang="${lang}"`);
    for (const other of others) {
      const link = new RegExp(`href="${path}\\?lang=${other}"[^>]*>${languageName(other, other)}<`);
      expect(text).toMatch(link);
    }
    expect(text).not.toContain(`href="${path}?lang=${lang}" hreflang`);
  }
});

test.each(LANGS)('in %s, each way to another page keeps the language', async lang => {
  const { request } = await createWorld();
  for (const path of ['/', '/privacy', '/channels', '/sent']) {
    const { text } = await request.get(`${path}?lang=${lang}`).expect(200);
    const ways = [...text.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, way]) => String(way));
    expect(ways.length).toBeGreaterThan(3);
    // One leads away from the desk.
    expect(ways.filter(way => !way.includes('?lang=') && way !== readerPaths.leave)).toEqual([]);
  }
});

test('a receipt speaks the language in which its tip was sent, unless another is asked for', async () => {
  const { request } = await createWorld();
  const sent = await request.post('/tips').type('form').send({ message: '글', lang: 'en' }).expect(303);
  const cookie = String(sent.headers['set-cookie']).split(';')[0] ?? '';
  const langOf = async (path: string) => {
    const { text } = await request.get(path).set({ Cookie: cookie, 'Accept-Language': 'ko' }).expect(200);
    return /<html lang="(\w+)"/.exec(text)?.[1];
  };
  expect(await langOf('/sent')).toBe('en');
  expect(await langOf('/sent?lang=ko')).toBe('ko');
});

test('an official mail address is written to in the reader’s language', async () => {
  const { request } = await createWorld({ settings: { NEWSROOM_NAME: 'YTN' } });
  const subjectIn = async (lang: string) =>
    /mailto:[^?]+\?subject=([^"]+)"/.exec((await request.get(`/channels?lang=${lang}`)).text)?.[1];
  expect(decodeURIComponent(String(await subjectIn('ko')))).toBe('[제보] YTN');
  expect(decodeURIComponent(String(await subjectIn('en')))).toBe('[Tip] YTN');
});

test('a page that is not there leads to itself in the other language, and repeats nothing of its address', async () => {
  const { request } = await createWorld();
  const missing = await request.get('/secret-path/7?token=unmistakable&lang=ko').expect(404);
  expect(missing.text).toMatch(/<a href="\?lang=en" hreflang="en"[^>]*>English</);
  expect(missing.text).not.toMatch(/secret-path|unmistakable/);
  expect((await request.get('/secret-path/7?lang=en').expect(404)).text).toContain('<html lang="en"');
});

test('a tip that was refused as a whole leads to the form in the other language, and back to what was written', async () => {
  const { request } = await createWorld();
  const refused = await request.post('/tips?lang=en').send({ message: '글' }).expect(415);
  expect(refused.text).toContain('When you go back in your browser, what you wrote is mostly still there');
  expect(refused.text).toContain('href="?lang=ko"');
  expect((await request.get('/tips?lang=ko')).headers['location']).toBe('/?lang=ko');
});
