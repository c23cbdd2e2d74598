import { expect, test } from 'vitest';
import type { Settings } from '../../support/settings.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

const OTHER = { RETENTION_UNUSED: '30d', RETENTION_USED: '730d', RETENTION_OPEN: '180d' };

const SAID: readonly [string, Settings, string][] = [
  ['ko', {}, '처리를 마친 때부터 90일, 뉴스가 됐다면 1년. 마치지 않았다면 마지막으로 보내신 때부터 1년'],
  [
    'en',
    {},
    '90 days from when staff close it, one year if it became news; while nobody has closed it, one year',
  ],
  ['ko', OTHER, '처리를 마친 때부터 30일, 뉴스가 됐다면 2년. 마치지 않았다면 마지막으로 보내신 때부터 180일'],
  [
    'en',
    OTHER,
    '30 days from when staff close it, 2 years if it became news; while nobody has closed it, 180 days',
  ],
];

test.each(SAID)('in %s, form, both consents and /privacy tell how long a tip is kept: %j', async (...row) => {
  const [lang, settings, said] = row;
  const { request } = await createWorld({ settings });
  const form = await request.get(`/?lang=${lang}`).expect(200);
  expect(textOf(form.text).split(said)).toHaveLength(4);
  for (const consent of ['consent_contact-hint', 'consent_media-hint'])
    expect(textOf(form.text.slice(form.text.indexOf(`id="${consent}"`)))).toContain(said);
  const privacy = await request.get(`/privacy?lang=${lang}`).expect(200);
  expect(textOf(privacy.text)).toContain(said);

  // A form that comes back at fault says the same.
  const back = await request.post(`/tips?lang=${lang}`).type('form').send({ message: '', phone: '1', lang });
  expect([back.status, textOf(back.text).split(said).length]).toEqual([422, 4]);
});

test.each([
  ['ko', /저절로 지워지지는 않아요|담당자가 지워요/],
  ['en', /does not happen by itself|staff delete it/],
])('in %s, nothing says any more that forgetting waits for a hand', async (lang, before) => {
  const { request } = await createWorld();
  for (const path of ['/', '/privacy'])
    expect(textOf((await request.get(`${path}?lang=${lang}`)).text)).not.toMatch(before);
});
