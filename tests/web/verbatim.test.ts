import { expect, test } from 'vitest';
import { createWorld } from '../support/world.ts';
import { textOf } from './page.ts';

/** What a translator is told to leave as it stands. */
const verbatim = (html: string): string[] =>
  [...html.matchAll(/<(\w+)(?=[^>]* translate="no")[^>]*>(.*?)<\/\1>/gs)].map(([, , inner = '']) =>
    textOf(inner).trim(),
  );

test('names, numbers and addresses of channels are left as they stand by translators', async () => {
  const { request, config } = await createWorld();
  const shown = verbatim((await request.get('/channels?lang=en')).text);
  for (const text of ['YTN', '02-398-8585', 'social@ytn.co.kr', config.publicUrl])
    expect(shown).toContain(text);
  const form = verbatim((await request.get('/?lang=en&article=https://ytn.co.kr/1')).text);
  for (const text of ['02-398-8585', 'social@ytn.co.kr', 'https://ytn.co.kr/1']) expect(form).toContain(text);
});

test('the receipt’s code and number are left as they stand by translators', async () => {
  const { request } = await createWorld();
  const posted = await request.post('/tips').type('form').send({ message: '글', lang: 'en' });
  const sent = await request.get('/sent').set('Cookie', String(posted.headers['set-cookie']));
  expect(verbatim(sent.text)).toEqual(
    expect.arrayContaining(['1', expect.stringMatching(/^(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}$/)]),
  );
});

test('on staff’s pages, numbers, contacts, addresses, hashes and names of files are left as they stand', async () => {
  const { request, signIn } = await createWorld();
  await request
    .post('/tips')
    .field({ message: '글', name: '김제보', phone: '010-1234-5678', email: 'a@b.kr', chat: 'kim_id' })
    .field({ reply_by: 'phone', consent_contact: 'on', article: 'https://ytn.co.kr/1' })
    .attach('files', Buffer.from('abc'), '연기.jpg')
    .expect(303);
  const staff = await signIn();
  expect(verbatim((await staff.get('/admin?view=all')).text)).toEqual(
    expect.arrayContaining(['1', 'editor@newsroom.example']),
  );
  const shown = verbatim((await staff.post('/admin/tips/1/contacts')).text);
  const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  for (const text of ['김제보', 'a@b.kr', 'kim_id', 'https://ytn.co.kr/1', '연기.jpg', hash])
    expect(shown).toContain(text);
  expect(shown.join('\n')).toContain('010-1234-5678');
});
