import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { formatHead, parseHead } from '../../../src/history/head.ts';
import { dailyLetter } from '../../../src/mail/letters/daily-letter.ts';
import { DAY, MINUTE, START } from '../../support/clock.ts';
import { createWorld } from '../../support/world.ts';

const HEAD = `1203.${'aB-_'.repeat(10)}abc`;
const counts = { since: START - DAY, came: 1_234, fresh: 2, open: 3, going: 4 };
const about = { subject: '2026-11-23', position: 1, to: 'desk@example.org', date: START };

test('In both languages the letter holds the numbers and the head, each to be found by its label', () => {
  const english = dailyLetter({ ...counts, head: HEAD }, about, readConfig({ NEWSROOM_LANG: 'en' }));
  expect(english.subject).toBe('[YTN] The tip desk today: 1234 tips came in');
  expect(english.text).toContain('Came in: 1,234\nNew now: 2\nOpen now: 3\nForgotten within 7 days: 4\n');
  expect(english.text).toContain('Counted since: Sun 22 Nov 2026, 14:05 KST');
  const korean = dailyLetter({ ...counts, head: HEAD }, about, readConfig({}));
  expect(korean.subject).toBe('[YTN] 오늘의 제보 데스크: 들어온 제보 1,234건');
  expect(korean.text).toContain(
    '들어온 제보: 1,234\n지금 새 제보: 2\n지금 진행 중: 3\n7일 안에 지워질 제보: 4\n',
  );
  for (const { text, html, tags } of [english, korean]) {
    expect(text.split('\n')).toContain(HEAD);
    expect(html).toContain(`>${HEAD}<`);
    expect(tags).toEqual({ 'X-Jebo-Notice': 'daily' });
  }
});

test('Where nothing is chained yet, it says nothing of a head', () => {
  const { text, html } = dailyLetter({ ...counts, head: null }, about, readConfig({}));
  expect(text + html).not.toMatch(/끝값|null|undefined/);
});

test('A name of the newsroom puts no line of its own into the subject', async () => {
  const settings = { DAILY_MAIL: '00:00', NEWSROOM_NAME: 'YTN <b>"&' };
  const world = await createWorld({ settings });
  const [mail] = await world.mails(1);
  expect(mail?.parsed.subject).toContain('[YTN <b>"&]');
  expect(mail?.parsed.html).not.toContain('<b>');
});

test('A head is read again as a mail program hands it on, be it in two lines', () => {
  const head = parseHead(HEAD);
  expect(head && formatHead(head)).toBe(HEAD);
  for (const copied of [
    `  ${HEAD}\r\n`,
    `${HEAD.slice(0, 20)}\n ${HEAD.slice(20)}`,
    `${HEAD.slice(0, 9)}\u200B${HEAD.slice(9)}`,
  ])
    expect(parseHead(copied)).toEqual(head);
});

test('A desk that was down at the hour mails late and once, over restarts, and no tip is told', async () => {
  const settings = { DAILY_MAIL: '08:30', NEWSROOM_INBOX: 'desk@newsroom.example' };
  const world = await createWorld({ settings });
  const [first] = await world.mails(1);
  expect(first?.parsed.headers.get('x-jebo-notice')).toBe('daily');
  expect(first?.parsed.headers.has('x-jebo-tip')).toBe(false);
  world.clock.move(MINUTE);
  await world.request.post('/tips').type('form').send({ message: '비밀 이야기' }).expect(303);
  await world.mails(2);
  await world.restart();
  await world.restart();
  world.clock.move(DAY);
  await world.restart();
  const mails = await world.mails(3);
  expect(mails[2]?.parsed.subject).toBe('[YTN] 오늘의 제보 데스크: 들어온 제보 1건');
  expect(mails[2]?.raw.toString()).not.toContain('비밀');
  const days = world.database.query.selectFrom('daily_mails').select('day').orderBy('day');
  expect(await days.execute()).toEqual([{ day: '2026-11-23' }, { day: '2026-11-24' }]);
});
