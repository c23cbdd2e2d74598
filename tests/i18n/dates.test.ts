import { expect, test } from 'vitest';
import { exactTime, relativeTime } from '../../src/i18n/dates.ts';
import { DAY, HOUR, MINUTE, SECOND, START } from '../support/clock.ts';

test('a time in full is written as each language writes it', () => {
  expect(exactTime(START, 'ko', 'Asia/Seoul')).toBe('2026년 11월 23일 (월) 14:05');
  expect(exactTime(START, 'en', 'Asia/Seoul')).toBe('Mon 23 Nov 2026, 14:05 KST');
});

test('midnight is 00, and September has three letters', () => {
  const midnight = Date.UTC(2026, 8, 3, 15);
  expect(exactTime(midnight, 'ko', 'Asia/Seoul')).toBe('2026년 9월 4일 (금) 00:00');
  expect(exactTime(midnight, 'en', 'Asia/Seoul')).toBe('Fri 4 Sep 2026, 00:00 KST');
});

test('a zone that is not Korea’s own is named in Korean too', () => {
  expect(exactTime(START, 'ko', 'Europe/Berlin')).toBe('2026년 11월 23일 (월) 06:05 CET');
});

test.each([
  [0, '방금', 'now'],
  [-5 * SECOND, '방금', 'now'],
  [59 * SECOND, '방금', 'now'],
  [12 * MINUTE, '12분 전', '12 min'],
  [HOUR, '1시간 전', '1 h'],
  [50 * HOUR, '2일 전', '2 d'],
  [40 * DAY, '1개월 전', '1 mo'],
  [400 * DAY, '1년 전', '1 yr'],
])('%i milliseconds ago is "%s" and "%s"', (ago, ko, en) => {
  expect(relativeTime(START, START + ago, 'ko')).toBe(ko);
  expect(relativeTime(START, START + ago, 'en')).toBe(en);
});
