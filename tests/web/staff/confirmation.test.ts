import { expect, test } from 'vitest';
import { addApiToken } from '../../../src/staff/api-tokens/api-tokens.ts';
import { MINUTE } from '../../support/clock.ts';
import { htmlFaults } from '../../support/html.ts';
import { createWorld, PASSWORD } from '../../support/world.ts';

const FORGETTING = '/admin/tips/1/forgetting';

async function deskWithTip() {
  const world = await createWorld();
  const staff = await world.signIn();
  await world.request.post('/tips').type('form').send({ message: '글' });
  const forget = (fields: object = {}) =>
    staff
      .post(`${FORGETTING}?lang=en`)
      .type('form')
      .send({ version: '1', confirmed: 'on', ...fields });
  const isThere = async () =>
    (await world.database.query.selectFrom('tip_keys').select('tip').executeTakeFirst()) !== undefined;
  return { world, staff, forget, isThere };
}

test('A sign-in counts as a confirmation for ten minutes', async () => {
  const { world, forget, isThere } = await deskWithTip();
  world.clock.move(9 * MINUTE);
  await forget().expect(303);
  expect(await isThere()).toBe(false);
});

test('After ten minutes forgetting asks first, with all that was typed, and goes on once confirmed', async () => {
  const { world, forget, isThere } = await deskWithTip();
  world.clock.move(11 * MINUTE);
  const asked = await forget().expect(403);
  expect(asked.text).toContain('Is it you?');
  expect(asked.text).toContain('name="version" value="1"');
  expect(asked.text).toContain('name="confirmed" value="on"');
  const wrong = await forget({ confirm_password: 'not this one' }).expect(403);
  expect(wrong.text).toContain('That did not match.');
  expect(wrong.text).not.toContain('not this one');
  expect(await isThere()).toBe(true);
  await forget({ confirm_password: PASSWORD }).expect(303);
  expect(await isThere()).toBe(false);
});

test('What was confirmed in one session counts in no other', async () => {
  const { world, staff, forget } = await deskWithTip();
  await world.signIn();
  world.clock.move(11 * MINUTE);
  await world.signIn();
  await forget().expect(403);
  await staff
    .post('/admin/confirmation')
    .type('form')
    .send({ next: '/admin/tips/1', confirm_password: PASSWORD })
    .expect(303)
    .expect('location', '/admin/tips/1');
  await forget().expect(303);
});

test.each([
  'https://elsewhere.example/admin',
  '//elsewhere.example/admin',
  '/\\elsewhere.example/admin',
  '/admin/..//elsewhere.example',
  'javascript:alert(1)',
  '/admin/login?next=//elsewhere.example',
])('A confirmation goes on with no page but the staff’s own, and not with %s', async next => {
  const { staff } = await deskWithTip();
  const form = { next, confirm_password: PASSWORD };
  await staff.post('/admin/confirmation').type('form').send(form).expect(303).expect('location', '/admin');
});

test('What was typed is asked for again as it stood, however long, and stays text', async () => {
  const { world, forget } = await deskWithTip();
  world.clock.move(11 * MINUTE);
  const typed = `"><script>alert(1)</script>${'글'.repeat(20_000)}`;
  const asked = await forget({ typed }).expect(403);
  expect(asked.text).toContain('글'.repeat(20_000));
  expect(asked.text).not.toContain('<script>alert');
  expect(await htmlFaults(asked.text)).toEqual([]);
});

test('A form with a file in it confirms nothing, and nothing is done', async () => {
  const { world, staff, isThere } = await deskWithTip();
  world.clock.move(11 * MINUTE);
  const form = staff.post(FORGETTING).field('version', '1').field('confirmed', 'on');
  await form.field('confirm_password', PASSWORD).attach('file', Buffer.from('x'), 'x.txt').expect(403);
  expect(await isThere()).toBe(true);
});

test('A program hears that a confirmation is needed, and a token cannot give one', async () => {
  const { world, forget, isThere } = await deskWithTip();
  const { id: staffId } = await world.database.query
    .selectFrom('staff')
    .select('id')
    .executeTakeFirstOrThrow();
  const token = await world.database.write(trx =>
    addApiToken(trx, { staffId, by: staffId, name: 'script', now: world.clock() }),
  );
  const byToken = await world.request
    .post(FORGETTING)
    .accept('json')
    .set('Authorization', `Bearer ${token}`)
    .type('form')
    .send({ version: '1', confirmed: 'on', confirm_password: PASSWORD })
    .expect(403);
  expect(byToken.body).toMatchObject({ code: 'not-by-token' });
  world.clock.move(11 * MINUTE);
  const bySession = await forget().accept('json').expect(403);
  expect(bySession.body).toMatchObject({ code: 'confirmation-needed' });
  expect(await isThere()).toBe(true);
});
