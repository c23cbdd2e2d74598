import { expect, test } from 'vitest';
import { sendTip } from '../../support/kept-file.ts';
import { waitFor } from '../../support/wait-for.ts';
import { createWorld, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const paused = ({ database }: World) =>
  waitFor(async () => {
    const pauses = database.query.selectFrom('pauses').selectAll().where('ended_at', 'is', null);
    expect(await pauses.execute()).toHaveLength(1);
  });

test('The trouble of the mail server is told in words, with its code beside, on list and tip', async () => {
  const world = await createWorld();
  await world.smtp.goDown();
  const staff = await world.signIn();
  await sendTip(world, { message: '제보' });
  await paused(world);
  for (const [lang, words] of [
    ['ko', '메일 서버가 연결을 받지 않아요.'],
    ['en', 'The mail server takes no connection.'],
  ] as const) {
    const list = textOf((await staff.get(`/admin?lang=${lang}`).expect(200)).text);
    expect(list).toContain(words);
    expect(list).toContain('(ECONNREFUSED)');
    expect(textOf((await staff.get(`/admin/tips/1?lang=${lang}`).expect(200)).text)).toContain(words);
  }
  await world.smtp.comeBack();
  await staff.post('/admin/mail/retry').set('Origin', world.url).expect(303);
  await world.mails(1);
});

test('A test mail asks a server in trouble at once', async () => {
  const world = await createWorld();
  await world.smtp.goDown();
  const staff = await world.signIn();
  await sendTip(world, { message: '제보' });
  await paused(world);
  await world.smtp.comeBack();
  await staff.post('/admin/mail/test').set('Origin', world.url).expect(303);
  expect((await world.mails(2)).map(({ parsed }) => parsed.subject)).toHaveLength(2);
});

test('A code that nobody knows stands behind a sentence, never alone', async () => {
  const world = await createWorld();
  world.smtp.refuse('RCPT', 599, { text: '5.9.9 Nobody knows' });
  const staff = await world.signIn();
  await sendTip(world, { message: '제보' });
  await waitFor(async () =>
    expect(textOf((await staff.get('/admin/tips/1?lang=en')).text)).toContain(
      'The mail server refused the mail. Please give the code in brackets to your mail admin. (599 5.9.9 at RCPT TO)',
    ),
  );
});

const mailsOf = ({ database }: World) =>
  database.query
    .selectFrom('outbox')
    .select(['id', 'recipient', 'state', 'position'])
    .where('kind', '=', 'tip mail')
    .orderBy('position')
    .execute();
const statesBecome = (world: World, states: readonly string[]) =>
  waitFor(async () => expect((await mailsOf(world)).map(({ state }) => state)).toEqual(states));

/** A tip whose mail an address of the newsroom does not take. */
async function withSetAside() {
  const world = await createWorld();
  const [old = ''] = world.config.newsroom.inbox;
  world.smtp.refuse('RCPT', 550, { text: '5.1.1 No such user', recipient: old });
  const staff = await world.signIn();
  await sendTip(world, { message: '제보' });
  await statesBecome(world, ['set aside']);
  const [mail] = await mailsOf(world);
  const press = (what: 'give-up' | 'inbox', id = mail?.id, by = staff) =>
    by.post(`/admin/tips/1/mails/${what}`).type('form').send({ mail: id }).set('Origin', world.url);
  return { world, staff, old, press };
}

test('A mail that is given up leaves the notice, and the history says by whom', async () => {
  const { world, staff, press } = await withSetAside();
  expect(textOf((await staff.get('/admin?lang=en')).text)).toContain('1 mail is not tried any more.');
  const pressed = await Promise.all([press('give-up'), press('give-up')]);
  expect(pressed.map(({ status }) => status)).toEqual([303, 303]);
  await statesBecome(world, ['dropped']);
  expect(textOf((await staff.get('/admin?lang=en')).text)).not.toContain('not tried any more');
  const page = textOf((await staff.get('/admin/tips/1?lang=en')).text);
  // In the talk, and in all of the history below it.
  expect(page.match(/Mail given up · editor@newsroom.example/g)).toHaveLength(2);
  await staff.post('/admin/mail/retry').set('Origin', world.url).expect(303);
  await statesBecome(world, ['dropped']);
});

test('A mail for an old address goes to each of today’s inbox that has none, once', async () => {
  const { world, press } = await withSetAside();
  Object.assign(world.config.given, { NEWSROOM_INBOX: 'new@newsroom.example, night@newsroom.example' });
  await world.restart();
  const staff = await world.signIn();
  const pressed = await Promise.all([1, 2].map(() => press('inbox', undefined, staff)));
  expect(pressed.map(({ status }) => status)).toEqual([303, 303]);
  await statesBecome(world, ['dropped', 'done', 'done']);
  const mails = await world.mails(2);
  expect(mails.map(({ to }) => to[0]).sort()).toEqual(['new@newsroom.example', 'night@newsroom.example']);
  expect(new Set(mails.map(({ parsed }) => parsed.messageId)).size).toBe(2);
});

test('A mail for an address that is still in the inbox is tried again, as the same mail', async () => {
  const { world, press } = await withSetAside();
  world.smtp.behave();
  await press('inbox').expect(303);
  await statesBecome(world, ['done']);
  await press('inbox').expect(409);
  await press('give-up').expect(409);
  expect(world.smtp.mails).toHaveLength(1);
});

test('A mail that is not of the tip can be neither given up nor sent', async () => {
  const { press } = await withSetAside();
  await press('give-up', 'another').expect(404);
  await press('inbox', '').expect(404);
});

test('An outage is a line of its own beside mails that are set aside', async () => {
  const { world, staff } = await withSetAside();
  await world.smtp.goDown();
  await sendTip(world, { message: '또 하나' });
  await paused(world);
  const page = textOf((await staff.get('/admin?lang=en')).text);
  expect(page).toContain('1 mail is stuck.');
  expect(page).toContain('The mail server takes no connection.');
  expect(page).toContain('1 mail is not tried any more. There is no such mailbox.');
});

test('A test mail that was refused can be given up, and makes way for the next', async () => {
  const world = await createWorld();
  world.smtp.refuse('RCPT', 550, { text: '5.1.1 No such user' });
  const staff = await world.signIn();
  const post = (path: string) => staff.post(path).set('Origin', world.url).expect(303);
  const stopped = () =>
    world.database.query.selectFrom('outbox').select('id').where('state', '=', 'set aside').execute();
  for (let time = 1; time <= 2; time++) {
    await post('/admin/mail/test');
    await waitFor(async () => expect(await stopped()).toHaveLength(1));
  }
  expect((await staff.get('/admin')).text).toContain('action="/admin/mail/test/give-up"');
  await post('/admin/mail/test/give-up');
  expect(await stopped()).toEqual([]);
  expect(textOf((await staff.get('/admin?lang=en')).text)).not.toContain('not tried any more');
});

test('Of many mails that are set aside the newest tips are named, and all are counted', async () => {
  const world = await createWorld({ settings: { SMTP_URL: '' } });
  const staff = await world.signIn();
  const rows = Array.from({ length: 60 }, (_, index) => ({
    ...{ kind: 'tip mail', state: 'set aside' as const, attempts: 1, due: 0, created_at: 0, outcome: null },
    ...{
      id: `id${index}`,
      subject: String(1 + (index >> 1)),
      position: 1 + (index % 2),
      recipient: 'a@b.kr',
    },
    ...{ settled_at: index + 1, last_error: index === 59 ? '552 5.2.2 at DATA' : '550', refused_since: null },
  }));
  await world.database.write(trx => trx.insertInto('outbox').values(rows).execute());
  const page = textOf((await staff.get('/admin?lang=en')).text);
  expect(page).toContain('60 mails are not tried any more. The mailbox is full.');
  expect(page).toContain('Tip 30, Tip 29, ');
  expect(page).toContain('Tip 11 …');
});
