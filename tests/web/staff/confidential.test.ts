import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { randomId } from '../../../src/crypto/ids.ts';
import { addApiToken } from '../../../src/staff/api-tokens/api-tokens.ts';
import { waitFor } from '../../support/wait-for.ts';
import { createWorld, type World } from '../../support/world.ts';

const FIELDS = { name_ko: '주제', name_en: 'Topic' };
const TOLD = { message: '비밀스러운 글', title: '몰래 쓴 제목', place: '어느 동네', name: '홍길동' };
const CONTACT = { email: 'reader@example.org', reply_by: 'email', consent_contact: 'on', age_14: 'yes' };

type Fields = Record<string, string>;

const post = (staff: Pick<Agent, 'post'>, path: string, fields: Fields) =>
  staff.post(path).accept('json').type('form').send(fields);

/** A desk with an open topic and a confidential one, and an admin. */
async function deskWithTopics() {
  const world = await createWorld();
  const admin = await world.signIn();
  await post(admin, '/admin/topics', { ...FIELDS, slug: 'open' }).expect(201);
  const secret = { ...FIELDS, slug: 'secret', confidential: 'on', inbox: 'team@newsroom.example' };
  await post(admin, '/admin/topics', secret).expect(201);
  return { world, admin };
}

/** Somebody else of the desk, in these teams. */
async function colleague({ database, signIn }: World, role: string, teams: readonly string[]) {
  const staff = await signIn('colleague@newsroom.example');
  const { id } = await database.query
    .selectFrom('staff')
    .select('id')
    .where('email', '=', 'colleague@newsroom.example')
    .executeTakeFirstOrThrow();
  await database.write(async trx => {
    await trx.updateTable('staff').set({ role }).where('id', '=', id).execute();
    for (const topic of teams)
      await trx.insertInto('topic_members').values({ id: randomId(), topic, staff_id: id }).execute();
  });
  return { staff, id };
}

const send = async (world: World, topic: string): Promise<number> =>
  (await post(world.request, '/tips', { ...TOLD, ...CONTACT, topic }).expect(201)).body.number;

const move = (staff: Agent, number: number, fields: Fields) =>
  post(staff, `/admin/tips/${number}/topic`, fields);

async function expectNotice(world: World, atLeast: number) {
  const mails = (await world.mails(atLeast)).slice(-1);
  for (const { parsed } of mails) {
    const { subject, text, html, replyTo, attachments, headerLines } = parsed;
    const whole = JSON.stringify({ subject, text, html, replyTo, attachments, headerLines });
    for (const word of [...Object.values(TOLD), CONTACT.email]) expect(whole).not.toContain(word);
    expect(attachments).toEqual([]);
    expect(text).toContain('/admin/tips/1');
  }
  return mails.map(({ to }) => to);
}

const paused = ({ database }: World) =>
  waitFor(async () => {
    const pauses = database.query.selectFrom('pauses').selectAll().where('ended_at', 'is', null);
    expect(await pauses.execute()).toHaveLength(1);
  });

test('A mail that waits is a notice once its tip is of a confidential topic', async () => {
  const { world, admin } = await deskWithTopics();
  await world.smtp.goDown();
  const number = await send(world, 'open');
  await paused(world);
  await move(admin, number, { version: '1', topic: 'secret' }).expect(200);
  await world.smtp.comeBack();
  await admin.post('/admin/mail/retry').set('Origin', world.url).expect(303);
  await expectNotice(world, 1);
});

test('A mail that waits is a notice once its topic is made confidential', async () => {
  const { world, admin } = await deskWithTopics();
  await world.smtp.goDown();
  await send(world, 'open');
  await paused(world);
  const changed = { ...FIELDS, version: '1', confidential: 'on' };
  await post(admin, '/admin/topics/open', changed).expect(200);
  await world.smtp.comeBack();
  await admin.post('/admin/mail/retry').set('Origin', world.url).expect(303);
  await expectNotice(world, 1);
});

test('A stuck mail of a confidential tip goes to the team’s inbox, as a notice', async () => {
  const { world, admin } = await deskWithTopics();
  const [old = ''] = world.config.newsroom.inbox;
  world.smtp.refuse('RCPT', 550, { text: '5.1.1 No such user', recipient: old });
  const number = await send(world, 'open');
  const mails = world.database.query.selectFrom('outbox').selectAll().where('kind', '=', 'tip mail');
  await waitFor(async () => expect(await mails.execute()).toMatchObject([{ state: 'set aside' }]));
  await move(admin, number, { version: '1', topic: 'secret' }).expect(200);
  const { id } = await mails.executeTakeFirstOrThrow();
  await post(admin, `/admin/tips/${number}/mails/inbox`, { mail: id }).expect(200);
  expect(await expectNotice(world, 1)).toEqual([['team@newsroom.example']]);
});

test('A reporter of the team sees a confidential tip, and moves it nowhere', async () => {
  const { world } = await deskWithTopics();
  const { staff } = await colleague(world, 'reporter', ['secret']);
  const number = await send(world, 'secret');
  for (const topic of ['', 'open']) await move(staff, number, { version: '1', topic }).expect(403);
  const { body } = await staff.get(`/admin/tips/${number}`).accept('json').expect(200);
  expect(body).toMatchObject({ topic: 'secret', version: 1 });
});

test('Whoever moves a tip to where they do not see it is led to the list', async () => {
  const { world } = await deskWithTopics();
  const { staff } = await colleague(world, 'editor', []);
  const number = await send(world, 'open');
  const fields = { version: '1', topic: 'secret', body: '메모' };
  const moved = staff.post(`/admin/tips/${number}/topic`).type('form').send(fields);
  await moved.expect(303).expect('location', '/admin');
  await staff.get(`/admin/tips/${number}`).expect(404);
  // What they had typed there is told of nowhere.
  expect((await staff.get('/admin?lang=en').expect(200)).text).not.toContain(`/admin/tips/${number}`);
});

test('A move that names no topic, or two, or one too long, moves nothing', async () => {
  const { world, admin } = await deskWithTopics();
  const number = await send(world, 'open');
  await move(admin, number, { version: '1' }).expect(422);
  await move(admin, number, { version: '1', topic: 'x'.repeat(41) }).expect(422);
  const twice = admin.post(`/admin/tips/${number}/topic`).accept('json').type('form');
  await twice.send('version=1&topic=&topic=secret').expect(422);
  const { body } = await admin.get(`/admin/tips/${number}`).accept('json').expect(200);
  expect(body.topic).toBe('open');
});

test('A token sees what its owner does, and takes nothing out of a confidential topic', async () => {
  const { world } = await deskWithTopics();
  const { id } = await colleague(world, 'editor', ['secret']);
  const number = await send(world, 'secret');
  const hidden = await send(world, 'open');
  const token = await world.database.write(trx =>
    addApiToken(trx, { staffId: id, by: id, name: 'script', now: world.clock() }),
  );
  const bearer = { Authorization: `Bearer ${token}` };
  const read = () => world.request.get('/admin').accept('json').set(bearer);
  const numbers = ({ body }: { body: { tips: { number: number }[] } }) => body.tips.map(tip => tip.number);
  expect(numbers(await read().expect(200))).toEqual([hidden, number]);
  await post(world.request, `/admin/tips/${number}/topic`, { version: '1', topic: '' })
    .set(bearer)
    .expect(403);
  await world.database.write(trx =>
    trx.updateTable('staff').set({ role: 'reporter' }).where('id', '=', id).execute(),
  );
  expect(numbers(await read().expect(200))).toEqual([number]);
});
