import { expect, test } from 'vitest';
import { wordsOf } from '../../../src/i18n/words.ts';
import { readHappened } from '../../../src/tips/intake/happened-at.ts';
import { START } from '../../support/clock.ts';

/** What is read on Monday 23 November 2026 at 14:05 in Seoul: a moment there, a day alone, or nothing. */
function read(typed: string, lang = 'ko', now = START): string | null {
  const found = readHappened(typed, { timeZone: 'Asia/Seoul', now, lang });
  if (found === null || found.day !== null) return found?.day ?? null;
  const moment = Temporal.Instant.fromEpochMilliseconds(found.at).toZonedDateTimeISO('Asia/Seoul');
  return moment.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

test.each([
  // As the facts list them.
  ['밤 12시', '2026-11-23 00:00'],
  ['어제 밤 12시 30분', '2026-11-23 00:30'],
  ['저녁 12시', '2026-11-23 00:00'],
  ['낮 9시', '2026-11-23 09:00'],
  ['오후 2시반', '2026-11-22 14:30'],
  ['정오', '2026-11-23 12:00'],
  ['자정', '2026-11-23 00:00'],
  ['10분 전', '2026-11-23 13:55'],
  ['11/22 15:20', '2026-11-22 15:20'],
  ['26일 오후 3시', '2026-10-26 15:00'],
  ['어젯밤 9시쯤', '2026-11-22 21:00'],

  ['2026-11-23T14:05', '2026-11-23 14:05'],
  ['2026-11-23T05:05:00Z', '2026-11-23 14:05'],
  ['2026-11-22 09:00:11', '2026-11-22 09:00'],
  ['2026. 11. 22. 오후 2:05', '2026-11-22 14:05'],
  ['2026년 11월 22일 오후 2시 5분', '2026-11-22 14:05'],
  ['2026년 11월 22일 (일) 14:05', '2026-11-22 14:05'],
  ['11월23일(월)14시', '2026-11-23 14:00'],
  ['작년 12월 25일 낮 12시', '2025-12-25 12:00'],
  ['11.22 15:20', '2026-11-22 15:20'],
  ['11-22 15:20', '2026-11-22 15:20'],
  ['지난달 3일 오전 10시', '2026-10-03 10:00'],
  ['31일 저녁 7시', '2026-10-31 19:00'],
  ['오늘 오후 1시쯤', '2026-11-23 13:00'],
  ['오늘 새벽 3시', '2026-11-23 03:00'],
  ['그제 아침 8시 반', '2026-11-21 08:30'],
  ['그저께 저녁 7시경', '2026-11-21 19:00'],
  ['어제 밤 11시', '2026-11-22 23:00'],
  ['어제밤 2시', '2026-11-23 02:00'],
  ['간밤 1시 반', '2026-11-23 01:30'],
  ['어젯밤 12시', '2026-11-23 00:00'],
  ['어젯밤 자정쯤', '2026-11-23 00:00'],
  ['22일 밤 12시', '2026-11-23 00:00'],
  ['11월 21일 24시', '2026-11-22 00:00'],
  ['밤 11시', '2026-11-22 23:00'],
  ['밤 0시 30분', '2026-11-23 00:30'],
  ['새벽 12시 30분', '2026-11-23 00:30'],
  ['오전 12시 10분', '2026-11-23 00:10'],
  ['오후 12시 10분', '2026-11-23 12:10'],
  ['오후 0시 30분', '2026-11-23 12:30'],
  ['점심 1시', '2026-11-23 13:00'],
  ['낮 11시', '2026-11-23 11:00'],
  ['저녁 19:30', '2026-11-22 19:30'],
  ['오후 세 시 반쯤', '2026-11-22 15:30'],
  ['낮 열두시', '2026-11-23 12:00'],
  ['PM 2:05', '2026-11-23 14:05'],
  ['14시05분', '2026-11-23 14:05'],
  ['약 14:00', '2026-11-23 14:00'],
  ['토요일 밤 11시', '2026-11-21 23:00'],
  ['지난주 수요일 오후 2시', '2026-11-18 14:00'],
  ['지난 월요일 오전 9시', '2026-11-16 09:00'],
  ['1시간 30분 전', '2026-11-23 12:35'],
  ['한 시간쯤 전', '2026-11-23 13:05'],
  ['두 시간 반 전', '2026-11-23 11:35'],
  ['반시간 전', '2026-11-23 13:35'],
  ['방금', '2026-11-23 14:05'],
  ['사흘 전 오후 5시', '2026-11-20 17:00'],
  ['２０２６－１１－２３ １４：０５', '2026-11-23 14:05'],
])('“%s” is read in the desk’s time zone', (typed, moment) => {
  expect(read(typed)).toBe(moment);
});

test.each([
  ['last night at 9', '2026-11-22 21:00'],
  ['last night around 9', '2026-11-22 21:00'],
  ['9 pm last night', '2026-11-22 21:00'],
  ['last night at 1 am', '2026-11-23 01:00'],
  ['last night at midnight', '2026-11-23 00:00'],
  ['Nov 22, 2:05 pm', '2026-11-22 14:05'],
  ['22 Nov 14:05', '2026-11-22 14:05'],
  ['22nd of November 2026 at 2.05 p.m.', '2026-11-22 14:05'],
  ['Mon 23 Nov 2026, 14:05 KST', '2026-11-23 14:05'],
  ['11/22 15:20', '2026-11-22 15:20'],
  ['22/11/2026 15:20', '2026-11-22 15:20'],
  ['yesterday at 2 pm', '2026-11-22 14:00'],
  ['2pm yesterday', '2026-11-22 14:00'],
  ['yesterday evening at 7', '2026-11-22 19:00'],
  ['the day before yesterday, 8 in the morning', '2026-11-21 08:00'],
  ['this morning at 7:30', '2026-11-23 07:30'],
  ['Saturday night at 11', '2026-11-21 23:00'],
  ['last Monday at noon', '2026-11-16 12:00'],
  ['12 am', '2026-11-23 00:00'],
  ['12:30 am', '2026-11-23 00:30'],
  ['12 pm', '2026-11-23 12:00'],
  ['12 noon', '2026-11-23 12:00'],
  ['midnight', '2026-11-23 00:00'],
  ['about 30 minutes ago', '2026-11-23 13:35'],
  ['half an hour ago', '2026-11-23 13:35'],
  ['an hour and a half ago', '2026-11-23 12:35'],
  ['3 days ago at 5pm', '2026-11-20 17:00'],
])('“%s” is read in English', (typed, moment) => {
  expect(read(typed, 'en')).toBe(moment);
});

test.each([
  ['어제', '2026-11-22'],
  ['오늘 아침', '2026-11-23'],
  ['2026.11.22', '2026-11-22'],
  ['12월 25일', '2025-12-25'],
  ['2월 29일', '2024-02-29'],
  ['이틀 전', '2026-11-21'],
  ['토요일', '2026-11-21'],
  ['yesterday', '2026-11-22'],
  ['Nov 22', '2026-11-22'],
  // Of the morning or of the evening: the day alone is sure.
  ['어제 3시', '2026-11-22'],
])('a day alone, “%s”, has no time', (typed, day) => {
  expect(read(typed)).toBe(day);
});

test.each([
  '지난주쯤',
  '어제쯤',
  '엊그제',
  '11월쯤',
  '2026-02-30',
  '11월 31일',
  '11월 22일 (월)',
  '26.11.23',
  '22:61',
  '3',
  '3시',
  '12시',
  '25시',
  '오전 14시',
  '아침 12시',
  '낮 8시',
  '오늘 밤 12시',
  '어제 자정',
  '22일 밤 2시',
  '어젯밤',
  'last night',
  '오후 2시~3시',
  '14:00-15:00',
  '오후 3시 이후',
  '10시 10분 전',
  '조금 전',
  '두어 시간 전',
  '오후 3시 오전 9시',
  '이번 주 금요일',
  '2.05 pm tomorrow',
  '',
  'a'.repeat(200),
  '1'.repeat(200),
])('“%s” is not sure, and left as typed', typed => {
  expect(read(typed)).toBeNull();
});

test('two numbers that may be either way round are not sure in English, and are in Korean', () => {
  expect(read('5/6 15:00', 'en')).toBeNull();
  expect(read('5/6 15:00', 'ko')).toBe('2026-05-06 15:00');
});

test.each(['ko', 'en'] as const)('every example that the form gives in %s is read, with its time', lang => {
  const hint = wordsOf(lang).reader.form.happenedAtHint;
  const examples = hint.split(/예: |For example: /)[1]?.split(', ') ?? [];
  expect(examples.length).toBeGreaterThan(1);
  for (const example of examples) expect(read(example, lang), example).toMatch(/ \d\d:\d\d$/);
});

test('an hour that a clock change skips is still read', () => {
  expect(readHappened('2026-03-29 02:30', { timeZone: 'Europe/Berlin', now: START, lang: 'en' })).toEqual({
    at: Date.UTC(2026, 2, 29, 1, 30),
    day: null,
  });
});
