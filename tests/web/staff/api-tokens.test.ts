import { expect, test } from 'vitest';
import { addApiToken, endApiToken } from '../../../src/staff/api-tokens/api-tokens.ts';
import { createWorld } from '../../support/world.ts';

async function deskWithToken() {
  const world = await createWorld();
  const staff = await world.signIn();
  await world.request.post('/tips').type('form').send({ message: '글' });
  const { id: staffId } = await world.database.query
    .selectFrom('staff')
    .select('id')
    .executeTakeFirstOrThrow();
  const token = await world.database.write(trx =>
    addApiToken(trx, { staffId, by: staffId, name: 'script', now: world.clock() }),
  );
  const read = (bearer: string) =>
    world.request.get('/admin/tips/1').accept('json').set('Authorization', `Bearer ${bearer}`);
  return { world, staff, staffId, token, read };
}

test('A token reads what its owner may, and only its hash is kept', async () => {
  const { world, token, read } = await deskWithToken();
  const answer = await read(token).expect(200);
  expect(answer.body).toMatchObject({ number: 1, message: '글' });
  const rows = await world.database.query.selectFrom('api_tokens').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows).toMatchObject([{ name: 'script', used_at: world.clock() }]);
});

test('A change by a token needs no page of ours, wherever the request says it comes from', async () => {
  const { world, token } = await deskWithToken();
  await world.request
    .post('/admin/tips/1/opening')
    .accept('json')
    .set({ Authorization: `Bearer ${token}`, Origin: 'https://elsewhere.example' })
    .type('form')
    .send({ version: '1' })
    .expect(200);
});

test('Beside a token no cookie counts, so a wrong token is refused whoever is signed in', async () => {
  const { staff } = await deskWithToken();
  const answer = await staff
    .get('/admin/tips/1')
    .accept('json')
    .set('Authorization', 'Bearer jebo_wrong')
    .expect(401);
  expect(answer.body).toMatchObject({ code: 'unknown-token' });
  expect(answer.get('www-authenticate')).toContain('Bearer');
});

test('A token ends when its owner ends it, and with the account', async () => {
  const { world, staffId, token, read } = await deskWithToken();
  const other = await world.database.write(trx => addApiToken(trx, { staffId, by: null, name: 'b', now: 1 }));
  const { id } = await world.database.query
    .selectFrom('api_tokens')
    .select('id')
    .where('name', '=', 'script')
    .executeTakeFirstOrThrow();
  await world.database.write(trx => endApiToken(trx, { staffId, by: staffId, id, now: 2 }));
  await read(token).expect(401);
  await read(other).expect(200);
  await world.database.write(trx => trx.updateTable('staff').set({ ended_at: world.clock() }).execute());
  await read(other).expect(401);
});

test('A token has the rights that its owner has now', async () => {
  const { world, token, read } = await deskWithToken();
  await read(token).expect(200);
  await world.database.write(trx => trx.updateTable('staff').set({ role: 'of a newer version' }).execute());
  await read(token).expect(404);
});
