import { expect, test } from 'vitest';
import { plantTopics } from '../support/topics.ts';
import { createWorld, type World } from '../support/world.ts';

const MINJI = 'minji@newsroom.example';

/** A desk whose tip has been mailed, and the code by which its reader comes back. */
async function deskWithReader(fields: object = {}) {
  const world = await createWorld({ settings: { NEWSROOM_INBOX: 'desk@ytn.example.kr' } });
  const minji = await world.signIn(MINJI);
  const { id } = await world.database.query.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  await plantTopics(world.database, id);
  const tip = { message: '상암동에서 불이 났어요', ...fields };
  const sent = await world.request.post('/tips').accept('json').type('form').send(tip).expect(201);
  await world.mails(1);
  const receipt = String(sent.body.receipt);
  const add = (message: string) =>
    world.request
      .post('/tip/messages')
      .type('form')
      .send({ receipt, message, resident_number: 'told' })
      .expect(303);
  /** So many milliseconds go by, and the desk looks what is due. */
  const pass = async (milliseconds: number) => {
    // What is said within the same millisecond as what was before it stands one behind.
    world.clock.move(milliseconds + 1);
    await minji.post('/admin/mail/retry').type('form').expect(303);
  };
  return { world, minji, receipt, add, pass };
}

const jobsOf = async ({ database }: World) => {
  const rows = database.query
    .selectFrom('outbox')
    .select(['state', 'recipient'])
    .where('kind', '=', 'reader mail');
  return rows.orderBy('created_at').execute();
};

test('What a reader adds within a minute and a half is one mail to the inbox, in the thread of their tip', async () => {
  const { world, add, pass } = await deskWithReader();
  const [first] = await world.mails(1);
  await add('소방차가 다섯 대 왔어요');
  world.clock.move(60_000);
  await add('주민등록번호 900101-1234568');
  expect(await jobsOf(world)).toEqual([{ state: 'owed', recipient: 'desk@ytn.example.kr' }]);
  await pass(30_000);
  const [, mail] = await world.mails(2);
  const { parsed } = mail ?? {};
  expect(mail?.to).toEqual(['desk@ytn.example.kr']);
  expect(parsed?.subject).toMatch(/^\[제보 #1\] 제보 1번의 제보자가 더 보냈어요: 상암동에서/);
  expect(parsed?.inReplyTo).toBe(first?.parsed.messageId);
  for (const part of [parsed?.text ?? '', parsed?.html || '']) {
    expect(part).toContain('소방차가 다섯 대 왔어요');
    expect(part).toContain('900101-*******');
    expect(part).toContain('http://tips.newsroom.example/admin/tips/1');
  }
  await add('나중에 하나 더');
  expect(await jobsOf(world)).toHaveLength(2);
});

test('Who has the tip is told in place of the inbox, and can switch it off', async () => {
  const { world, minji, add, pass } = await deskWithReader();
  await minji.post('/admin/tips/1/opening').type('form').send({ version: 1 }).expect(303);
  await add('더');
  await pass(90_000);
  const [, mail] = await world.mails(2);
  expect(mail?.to).toEqual([MINJI]);
  expect(mail?.parsed.text).toContain('내 계정 화면에서 끌 수 있어요');
  await minji.post('/admin/account/mails').type('form').send({ assigned: 'on' }).expect(303);
  await add('또');
  expect(await jobsOf(world)).toHaveLength(1);
});

test('Where a tip has changed hands before its mail goes, whoever has it by now hears all of it', async () => {
  const { world, minji, add, pass } = await deskWithReader();
  const junho = await world.signIn('junho@newsroom.example');
  await minji.post('/admin/tips/1/opening').type('form').send({ version: 1 }).expect(303);
  await add('하나');
  const handed = { version: 3, to: 'junho@newsroom.example' };
  await minji.post('/admin/tips/1/assignment').type('form').send(handed).expect(303);
  await world.mails(2);
  await add('둘');
  await pass(90_000);
  const mail = (await world.mails(3)).at(2);
  expect(mail?.to).toEqual(['junho@newsroom.example']);
  for (const told of ['하나', '둘']) expect(mail?.parsed.text).toContain(told);
  // It is settled once the mail has been taken.
  await expect
    .poll(() => jobsOf(world))
    .toEqual([
      { state: 'dropped', recipient: MINJI },
      { state: 'done', recipient: 'junho@newsroom.example' },
    ]);
  await junho.get('/admin/tips/1').expect(200);
});

test('Of a confidential tip no word of its reader stands in a mail', async () => {
  const { world, add, pass } = await deskWithReader({ topic: 'own-secret' });
  await add('숨긴 말');
  await pass(90_000);
  const [, mail] = await world.mails(2);
  expect(mail?.parsed.subject).toBe('[제보 #1] 제보 1번의 제보자가 더 보냈어요');
  expect(mail?.raw.toString()).not.toContain(Buffer.from('숨긴 말').toString('base64').slice(0, 8));
  expect(mail?.parsed.text).not.toContain('숨긴 말');
});

test('That a tip is withdrawn is told at once, and what was still to be told of it is not', async () => {
  const { world, receipt, add, pass } = await deskWithReader();
  await add('지울 말');
  const entered = await world.request.post('/receipt').type('form').send({ receipt }).expect(303);
  const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
  await world.request
    .post('/tip/withdrawal')
    .set('Cookie', cookie)
    .type('form')
    .send({ tip: 1, sure: 'on' })
    .expect(303);
  await pass(90_000);
  await expect.poll(async () => (await jobsOf(world)).map(({ state }) => state)).toEqual(['done', 'done']);
  const [, mail, ...others] = await world.mails(2);
  expect(others).toEqual([]);
  expect(mail?.parsed.subject).toBe('[제보 #1] 제보 1번을 제보자가 거뒀어요');
  expect(mail?.parsed.text).not.toContain('지울 말');
  expect(mail?.parsed.text).not.toContain('상암동');
});
