import { expect, test } from 'vitest';
import { eachText, TEXT_FIELDS } from '../../src/tips/fields.ts';
import { createWorld } from '../support/world.ts';
import { textOf } from './page.ts';

const said = eachText(field => `무언가 ${field}`);

test('each text that a reader may add has a field on the form, which keeps what was typed', async () => {
  const { request } = await createWorld();
  const form = await request.get('/');
  for (const field of TEXT_FIELDS) expect(form.text).toMatch(new RegExp(`<input [^>]*name="${field}"`));

  const refused = await request.post('/tips').type('form').send(said).expect(422);
  for (const field of TEXT_FIELDS) expect(refused.text).toContain(`value="${said[field]}"`);
});

test('each text that a reader may add has its limit, and a fault beside its field', async () => {
  const { request } = await createWorld();
  const tooLong = eachText(() => 'ㄱ'.repeat(201));
  const fields = { message: '글', consent_contact: 'on', ...tooLong };
  const { body } = await request
    .post('/tips')
    .accept('application/json')
    .type('form')
    .send(fields)
    .expect(422);
  expect(Object.keys(body.errors).sort()).toEqual([...TEXT_FIELDS].sort());
});

test('each text that a reader adds stands on the tip’s page and in the mail', async () => {
  const { request, signIn, mails } = await createWorld();
  const fields = { message: '글', consent_contact: 'on', ...said };
  await request.post('/tips').type('form').send(fields).expect(303);

  const page = textOf((await (await signIn()).post('/admin/tips/1/contacts')).text);
  const [mail] = await mails(1);
  for (const field of TEXT_FIELDS) {
    expect(page).toContain(said[field]);
    expect(mail?.parsed.text).toContain(said[field]);
    expect(textOf(String(mail?.parsed.html))).toContain(said[field]);
  }
});
