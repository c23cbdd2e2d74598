import { expect, test } from 'vitest';
import { cookieOf, hearLive } from '../../../support/hear-live.ts';
import { plantTopics } from '../../../support/topics.ts';
import { createWorld, type World } from '../../../support/world.ts';
import { textOf } from '../../page.ts';

const [ADMIN, REPORTER] = ['admin@newsroom.example', 'reporter@newsroom.example'];

/** A desk with an admin, who sees all, and a reporter of the topics `own` and `own-secret`. */
async function createDesk(settings = {}) {
  const world = await createWorld({ settings });
  const [admin, reporter] = [await world.signIn(ADMIN), await world.signIn(REPORTER)];
  const { id } = await world.database.query
    .selectFrom('staff')
    .select('id')
    .where('email', '=', REPORTER)
    .executeTakeFirstOrThrow();
  await plantTopics(world.database, id);
  await setRole(world, 'reporter');
  return { world, admin, reporter };
}

const setRole = ({ database }: World, role: string) =>
  database.write(trx => trx.updateTable('staff').set({ role }).where('email', '=', REPORTER).execute());

async function send(world: World, topic: string): Promise<number> {
  const form = world.request.post('/tips').accept('json').type('form').send({ message: '제보', topic });
  return (await form.expect(201)).body.number;
}

const listen = async (world: World, email: string) =>
  hearLive(world.url, await cookieOf(world.url, world.config.publicUrl, email));

test('What comes and changes is told to who may see it, and to nobody else', async () => {
  const { world, admin } = await createDesk();
  const [all, some] = [await listen(world, ADMIN), await listen(world, REPORTER)];
  const hidden = await send(world, 'other-secret');
  const seen = await send(world, 'own');
  await expect.poll(() => some.came).toEqual([seen]);
  await expect.poll(() => all.came).toEqual([hidden, seen]);

  for (const number of [hidden, seen]) {
    // To look is no news of a tip.
    await admin.get(`/admin/tips/${number}`).expect(200);
    await admin.post(`/admin/tips/${number}/opening`).type('form').send({ version: '1' }).expect(303);
  }
  await expect.poll(() => some.changed).toEqual([seen]);
  await expect.poll(() => all.changed).toEqual([hidden, seen]);

  await setRole(world, 'admin');
  const later = await send(world, 'other-secret');
  await expect.poll(() => some.came).toEqual([seen, later]);
});

test('A stream ends with its session, and no count tells how long it was', async () => {
  const { world } = await createDesk({ METRICS_TOKEN: 'x'.repeat(32) });
  const cookie = await cookieOf(world.url, world.config.publicUrl, ADMIN);
  const heard = await hearLive(world.url, cookie);
  await fetch(`${world.url}/admin/logout`, { method: 'POST', headers: { cookie }, redirect: 'manual' });
  await send(world, 'own');
  expect(await heard.end).toBe('ended');
  expect(heard.came).toEqual([]);
  const counts = await world.request.get('/metrics').auth('x'.repeat(32), { type: 'bearer' }).expect(200);
  expect(counts.text).toContain('/admin/logout');
  expect(counts.text).not.toContain('/admin/live');
});

test('A stop waits for no stream, and a session has eight at most', async () => {
  const { world } = await createDesk();
  const cookie = await cookieOf(world.url, world.config.publicUrl, ADMIN);
  const heard = await Promise.all(Array.from({ length: 8 }, () => hearLive(world.url, cookie)));
  const more = await fetch(`${world.url}/admin/live`, { headers: { cookie } });
  expect([more.status, more.headers.has('retry-after')]).toEqual([503, true]);
  await more.body?.cancel();
  await world.restart();
  // Those that a stop has to wait for are cut.
  for (const { end } of heard) expect(await end).toBe('ended');
});

test('An open page does not keep its session from ending', async () => {
  const { world } = await createDesk();
  const cookie = await cookieOf(world.url, world.config.publicUrl, ADMIN);
  const ask = (path: string) => fetch(world.url + path, { headers: { cookie }, redirect: 'manual' });
  world.clock.move(7 * 60 * 60_000);
  expect((await ask('/admin/live/list')).status).toBe(200);
  world.clock.move(6 * 60 * 60_000);
  expect((await ask('/admin/live/list')).status).toBe(303);
});

test('An open list is told how many came, and what its rows say by now, of what is seen alone', async () => {
  const { world, admin, reporter } = await createDesk();
  const [hidden, seen] = [await send(world, 'other-secret'), await send(world, 'own')];
  await admin.post(`/admin/tips/${seen}/opening`).type('form').send({ version: '1' }).expect(303);
  const drawn = world.clock();
  world.clock.move(60_000);
  for (const topic of ['own', 'own-secret', 'other-secret']) await send(world, topic);
  const told = await reporter.get(`/admin/live/list?drawn=${drawn}&rows=${hidden},${seen}`).expect(200);
  expect(textOf(told.text)).toContain('새 제보 2건이 왔어요. 보기');
  expect([...told.text.matchAll(/data-row="(\d+)"/g)].map(([, row]) => Number(row))).toEqual([seen]);
  expect(textOf(told.text)).toContain('진행 중');
  const ofTopic = await reporter.get(`/admin/live/list?drawn=${drawn}&topic=own-secret`).expect(200);
  expect(textOf(ofTopic.text)).toContain('새 제보 1건이 왔어요. 보기');
});

test('Who looks at a tip is told to others who look at it, by name, until they leave', async () => {
  const { world, admin, reporter } = await createDesk();
  const number = await send(world, 'own');
  const [one, other] = [await listen(world, ADMIN), await listen(world, REPORTER)];
  const look = (agent: typeof admin, fields = {}) =>
    agent
      .post(`/admin/tips/${number}/presence`)
      .type('form')
      .send({ page: 'page-of-somebody', ...fields });
  await look(admin, { page: 'page-one' }).expect(204);
  await look(reporter, { page: 'page-two' }).expect(204);
  await expect.poll(() => one.beside.get(number)).toEqual([REPORTER]);
  await expect.poll(() => other.beside.get(number)).toEqual([ADMIN]);
  await look(admin, { page: 'page-one', gone: 'on' }).expect(204);
  await expect.poll(() => other.beside.get(number)).toEqual([]);
});
