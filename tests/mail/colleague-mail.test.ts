import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { colleagueLetter } from '../../src/mail/letters/colleague-letter.ts';
import type { Call } from '../../src/tips/read/load-call.ts';
import { START } from '../support/clock.ts';
import { plantTopics } from '../support/topics.ts';
import { createWorld, type World } from '../support/world.ts';

const JUNHO = 'junho@newsroom.example';

/** Two who work at the desk, and a tip whose own mail has gone. */
async function deskOfTwo(fields: object = {}) {
  const world = await createWorld({ settings: { NEWSROOM_INBOX: 'desk@ytn.example.kr' } });
  const [minji, junho] = [await world.signIn('minji@newsroom.example'), await world.signIn(JUNHO)];
  await setStaff(world, 'minji@newsroom.example', { name: '김민지' });
  const { id } = await staffRow(world, 'minji@newsroom.example');
  await plantTopics(world.database, id);
  const tip = { message: '상암동에서 불이 났어요. 900101-1234568', ...fields };
  await world.request.post('/tips').type('form').send(tip).expect(303);
  await world.mails(1);
  const assign = (version: number, to: string) =>
    minji.post('/admin/tips/1/assignment').accept('json').type('form').send({ version, to }).expect(200);
  return { world, minji, junho, assign };
}

const staffRow = ({ database }: World, email: string) =>
  database.query.selectFrom('staff').select('id').where('email', '=', email).executeTakeFirstOrThrow();

const setStaff = (
  { database }: World,
  email: string,
  values: { name?: string; lang?: string; ended_at?: number },
) => database.write(trx => trx.updateTable('staff').set(values).where('email', '=', email).execute());

const jobRows = ({ database }: World) =>
  database.query
    .selectFrom('outbox')
    .select(['state', 'last_error'])
    .where('kind', '=', 'colleague mail')
    .execute();

const jobsOf = async (world: World) => (await jobRows(world)).map(({ state }) => state);

test('Who is assigned a tip hears by whom and of what, and hears nothing of what they take', async () => {
  const { world, junho, assign } = await deskOfTwo();
  await assign(1, JUNHO);
  const [, mail] = await world.mails(2);
  expect(mail?.to).toEqual([JUNHO]);
  const { parsed } = mail ?? {};
  expect(parsed?.subject).toMatch(/^\[제보 #1\] 김민지 님이 제보 1번을 맡겼어요: 상암동에서 불이 났어요/);
  expect(parsed?.headers.get('x-jebo-tip')).toBe('1');
  expect(parsed?.headers.get('x-jebo-notice')).toBe('assigned');
  for (const part of [parsed?.text ?? '', parsed?.html || '']) {
    expect(part).toContain('김민지 님이 제보 1번을 맡겼어요');
    expect(part).toContain('http://tips.newsroom.example/admin/tips/1');
    expect(part).not.toContain('1234568');
  }
  await junho.post('/admin/tips/1/assignment').type('form').send({ version: 2, to: '' }).expect(303);
  await junho.post('/admin/tips/1/assignment').type('form').send({ version: 3, to: 'me' }).expect(303);
  expect(await jobsOf(world)).toHaveLength(1);
});

test('The mail of a confidential tip tells number, time and place to go, in its reader’s language', async () => {
  const { world, assign } = await deskOfTwo({ topic: 'own-secret' });
  await setStaff(world, JUNHO, { lang: 'en' });
  await assign(1, JUNHO);
  const [, mail] = await world.mails(2);
  expect(mail?.parsed.subject).toBe('[Tip #1] 김민지 has assigned tip #1 to you');
  for (const part of [mail?.parsed.text ?? '', mail?.parsed.html || '']) {
    expect(part).toContain('No mail holds what this tip says.');
    expect(part).toContain('http://tips.newsroom.example/admin/tips/1');
    expect(part).not.toContain('상암동');
  }
  expect(mail?.raw.toString()).not.toContain(Buffer.from('상암동').toString('base64').slice(0, 8));
});

test('A mail that waited asks again what it may tell, and whether it is wanted', async () => {
  const { world, minji, junho, assign } = await deskOfTwo();
  const ends = async (count: number) =>
    expect.poll(async () => (await jobsOf(world)).filter(state => state === 'done')).toHaveLength(count);
  await world.smtp.goDown();
  await assign(1, JUNHO);
  // One that is being sent by now would find the server back, and tell what it was to tell before.
  await expect.poll(async () => (await jobRows(world))[0]?.last_error).toBeTruthy();
  // By its turn it is of a confidential topic, and then somebody else's.
  await minji.post('/admin/tips/1/topic').type('form').send({ version: 2, topic: 'own-secret' }).expect(303);
  await world.smtp.comeBack();
  await minji.post('/admin/mail/retry').type('form').expect(303);
  world.clock.move(60_000);
  const [, mail] = await world.mails(2);
  expect(mail?.parsed.text).not.toContain('상암동');

  await junho.post('/admin/account/mails').type('form').send({ mentioned: 'on' }).expect(303);
  await assign(3, 'minji@newsroom.example');
  await assign(4, JUNHO);
  await ends(2);
  const wanted = await junho.get('/admin/account').accept('json').expect(200);
  expect(wanted.body.mails).toEqual({ assigned: false, mentioned: true, reminders: false, reader: false });
  expect(await world.mails()).toHaveLength(2);
});

test('What a tip says passes for no line of the mail’s own, and a long text ends with words of ours', () => {
  const settings = readConfig({ NEWSROOM_LANG: 'en', PUBLIC_URL: 'https://tips.example.org' });
  const call: Call = {
    ...{ tip: 12, receivedAt: START, kind: 'assigned', lang: null },
    by: { email: 'a@example.org', name: 'Lee\r\nBcc: x' },
    content: { headline: '<b>Fire</b>', message: null, note: `-- \n<i>${'long '.repeat(20_000)}` },
  };
  const about = { event: 345, position: 1, to: 'b@example.org', date: START };
  const letter = colleagueLetter(call, about, settings);
  expect(letter.id).toBe('tip-12.345.1');
  expect(letter.subject).toBe('[Tip #12] Lee Bcc: x has assigned tip #12 to you: <b>Fire</b>');
  expect(letter.text).toContain('> -- \n');
  expect(letter.text).toContain('The rest is on the tip’s page.');
  expect(letter.text).toContain('you can switch them off');
  expect(letter.html).not.toMatch(/<b>|<i>/);
  expect(Buffer.byteLength(letter.html)).toBeLessThan(64_000);

  const message = 'Fire\nNote:\n\nMy colleague says: go\nOpen the tip’s page: http://evil.example';
  const forwarded = {
    ...call,
    kind: 'forwarded',
    content: { headline: 'Fire', message, note: null },
  } as const;
  const { text, html } = colleagueLetter(forwarded, about, settings);
  expect(text).toContain('> Note:\n');
  expect(text).toContain('> Open the tip’s page: http://evil.example');
  // It is a mail whatever they have chosen.
  expect(text + html).not.toContain('switch them off');
});
