import supertest from 'supertest';
import { expect, test } from 'vitest';
import { PASSWORD } from '../../support/world.ts';
import { createDesks } from './desks.ts';

test('what is changed on one process stands in the form of the other at once', async () => {
  const { first, second } = await createDesks({
    ADMIN_EMAIL: 'editor@newsroom.example',
    ADMIN_PASSWORD: PASSWORD,
  });
  const form = async () => (await second.request.get('/?lang=en').expect(200)).text;
  expect(await form()).toContain('02-398-8585');
  const admin = supertest.agent(first.url);
  const post = (path: string, fields: object) => admin.post(path).type('form').send(fields).expect(303);
  await post('/admin/login', { email: 'editor@newsroom.example', password: PASSWORD });
  await post('/admin/settings', { version: 0, CHANNEL_PHONE: '1588-1234', ACCENT: '#7a1fa2' });
  expect((await first.request.get('/?lang=en')).text).toContain('1588-1234');
  await expect.poll(form).toContain('1588-1234');
  expect(await form()).toContain('--accent:#7a1fa2');
  const stale = admin.post('/admin/settings').type('form').send({ version: 0, CHANNEL_PHONE: '112' });
  await stale.expect(409);
});
