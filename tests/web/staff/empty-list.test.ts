import { expect, test } from 'vitest';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

test('an empty list leads to the form and says how to invite a colleague', async () => {
  const world = await createWorld({ settings: { PUBLIC_URL: 'https://tips.newsroom.example' } });
  const staff = await world.request
    .post(new URL(world.setupLink ?? '').pathname)
    .type('form')
    .send({ email: 'editor@newsroom.example', password: 'a pass phrase for tests' });
  const list = (query = '') =>
    world.request.get(`/admin${query}`).set('Cookie', String(staff.headers['set-cookie']));
  const { text } = await list().expect(200);
  expect(text).toContain('href="https://tips.newsroom.example/"');
  expect(text).toContain('href="/admin/staff#invite"');

  const nothingFound = await list('?q=x').expect(200);
  expect(textOf(nothingFound.text)).not.toContain('staff add');
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  expect(textOf((await list().expect(200)).text)).not.toContain('staff add');
});

test('A reporter is told that none of the tips are theirs to see, not that there are none', async () => {
  const world = await createWorld();
  const reporter = await world.signIn();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  await world.database.write(trx => trx.updateTable('staff').set({ role: 'reporter' }).execute());
  const list = textOf((await reporter.get('/admin?lang=en').expect(200)).text);
  expect(list).toContain('No tips of your topics, and none that you have taken up, yet.');
  expect(list).not.toContain('No tips yet.');
});
