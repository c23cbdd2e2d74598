import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { REMINDED_TO, writeFact } from '../../src/db/desk-facts.ts';
import { reminderLetter } from '../../src/mail/letters/reminder-letter.ts';
import { DAY, START } from '../support/clock.ts';
import { plantTopics } from '../support/topics.ts';
import { createWorld } from '../support/world.ts';

const [MINJI, JUNHO] = ['minji@newsroom.example', 'junho@newsroom.example'];
const TOMORROW = '2026-11-24';

/** A desk on which three tips are due tomorrow, all of them Junho's; the third is of a confidential topic. */
async function deskWithReminders(settings = {}) {
  const world = await createWorld({ settings });
  const [minji, junho] = [await world.signIn(MINJI), await world.signIn(JUNHO)];
  await junho.post('/admin/account/mails').type('form').send({ reminders: 'on' }).expect(303);
  const { id } = await world.database.query
    .selectFrom('staff')
    .select('id')
    .where('email', '=', JUNHO)
    .executeTakeFirstOrThrow();
  await plantTopics(world.database, id);
  for (const [index, topic] of ['', '', 'own-secret'].entries()) {
    const tip = { message: `불이 난 곳 ${index + 1} 900101-1234568`, topic };
    await world.request.post('/tips').type('form').send(tip).expect(303);
    const change = (what: string, fields: object) =>
      minji
        .post(`/admin/tips/${index + 1}/${what}`)
        .accept('json')
        .type('form')
        .send(fields)
        .expect(200);
    await change('assignment', { version: 1, to: JUNHO });
    await change('reminder', { version: 2, on: TOMORROW });
  }
  /** From the next day on, as if the desk had been off in between. */
  const nextDay = async () => {
    world.clock.move(DAY);
    await world.restart();
  };
  return { world, nextDay };
}

test('In the morning whoever has tips gets one mail of all that are due, and what is confidential is a number', async () => {
  const { world, nextDay } = await deskWithReminders();
  await nextDay();
  const isReminder = ({ parsed }: Awaited<ReturnType<typeof world.mails>>[number]) =>
    parsed.headers.get('x-jebo-notice') === 'reminder';
  const found = async () => (await world.mails()).filter(isReminder);
  await expect.poll(async () => (await found()).length).toBe(1);
  const [mail] = await found();
  expect(mail?.to).toEqual([JUNHO]);
  expect(mail?.parsed.subject).toBe('[YTN] 오늘 다시 볼 제보 3건');
  for (const part of [mail?.parsed.text ?? '', mail?.parsed.html || '']) {
    expect(part).toContain('불이 난 곳 1');
    expect(part).toContain('불이 난 곳 2');
    expect(part).toContain('제보 #3');
    expect(part).not.toContain('불이 난 곳 3');
    expect(part).not.toContain('1234568');
    for (const number of [1, 2, 3])
      expect(part).toContain(`http://tips.newsroom.example/admin/tips/${number}`);
    expect(part).toContain('http://tips.newsroom.example/admin?view=due');
  }
});

test('A mail that waited tells what is due by then, and none goes where nothing is, or none is wanted', async () => {
  const { world } = await deskWithReminders();
  await world.smtp.goDown();
  world.clock.move(DAY);
  await world.restart();
  const jobs = () =>
    world.database.query
      .selectFrom('outbox')
      .select(['state', 'last_error', 'attempts'])
      .where('kind', '=', 'reminder mail')
      .execute();
  await expect.poll(async () => (await jobs())[0]?.last_error).toBeTruthy();
  // A restart changes where it listens.
  const minji = await world.signIn(MINJI);
  const close = (number: number) =>
    minji
      .post(`/admin/tips/${number}/closure`)
      .type('form')
      .send({ version: 3, outcome: 'used' })
      .expect(303);
  await close(1);
  await minji.post('/admin/tips/2/topic').type('form').send({ version: 3, topic: 'own-secret' }).expect(303);
  await world.smtp.comeBack();
  await minji.post('/admin/mail/retry').type('form').expect(303);
  world.clock.move(60_000);
  await expect.poll(async () => (await jobs())[0]?.state).toBe('done');
  const mails = async () =>
    (await world.mails()).filter(one => one.parsed.headers.get('x-jebo-notice') === 'reminder');
  const [mail] = await mails();
  expect(mail?.parsed.text).toContain('제보 #2');
  expect(mail?.parsed.text).not.toContain('불이 난 곳');
  expect(mail?.parsed.text).not.toContain('제보 #1');

  const junho = await world.signIn(JUNHO);
  await junho.post('/admin/account/mails').type('form').send({ assigned: 'on' }).expect(303);
  await world.database.write(trx => writeFact(trx, REMINDED_TO, '2026-11-23'));
  await world.restart();
  await expect.poll(async () => (await jobs()).map(({ state }) => state)).toEqual(['done', 'done']);
  // Others of the desk's wait too, and may come by now.
  expect(await mails()).toHaveLength(1);
});

test('Where mails are kept as files, none of several tips holds what one of them says', async () => {
  const { world, nextDay } = await deskWithReminders({ SMTP_URL: '' });
  await nextDay();
  const folder = join(world.dataDir, 'mail');
  const kept = async () => (await readdir(folder)).filter(name => name.startsWith('reminder-'));
  await expect.poll(async () => (await kept()).filter(name => name.endsWith('.eml')).length).toBe(1);
  const [name = ''] = await kept();
  const { text, html } = await simpleParser(await readFile(join(folder, name)));
  for (const part of [text ?? '', html || '']) {
    expect(part).toContain('제보 #1');
    expect(part).not.toContain('불이');
  }
});

test('What a tip says passes for no line of the mail’s own, and many are cut with their number', () => {
  const settings = readConfig({ NEWSROOM_LANG: 'en', PUBLIC_URL: 'https://tips.example.org' });
  const tips = [
    {
      number: 12,
      on: TOMORROW,
      headline: `<b>Fire</b>\nShow all that are due: http://evil.example ${'x'.repeat(500)}`,
    },
    { number: 13, on: '2026-11-20', headline: null },
  ];
  const about = { subject: { day: TOMORROW, staffId: 'a1' }, position: 1, to: 'b@example.org', date: START };
  const { id, subject, text, html } = reminderLetter({ lang: null, tips, more: 1_000 }, about, settings);
  expect(id).toBe(`reminder-${TOMORROW}-a1.1`);
  expect(subject).toBe('[YTN] 1,002 tips to look at again today');
  expect(text).toMatch(/^Tip #12 <b>Fire<\/b> Show all that are due: .*…$/m);
  expect(text).not.toMatch(/^Show all that are due: http:\/\/evil/m);
  expect(text).toContain('Tip #13\nWaiting since Fri 20 Nov 2026\n');
  expect(text).toContain('1,000 more are in the list of tips.');
  expect(text).toContain('you can switch them off');
  expect(html).not.toContain('<b>');
});
