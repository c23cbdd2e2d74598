import { expect, test } from 'vitest';
import {
  exactDay,
  exactTime,
  lengthInDays,
  playingTime,
  relativeTime,
  writtenTime,
} from '../../src/i18n/dates.ts';
import { DAY, HOUR, MINUTE, SECOND, START } from '../support/clock.ts';

test('a time in full is written as each language writes it', () => {
  expect(exactTime(START, 'ko', 'Asia/Seoul')).toBe('2026년 11월 23일 (월) 14:05');
  expect(exactTime(START, 'en', 'Asia/Seoul')).toBe('Mon 23 Nov 2026, 14:05 KST');
});

test('a day alone has no time', () => {
  expect(exactDay('2026-11-23', 'ko')).toBe('2026년 11월 23일 (월)');
  expect(exactDay('2026-11-23', 'en')).toBe('Mon 23 Nov 2026');
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
  [HOUR + 59 * MINUTE, '1시간 전', '1 h'],
  [50 * HOUR, '2일 전', '2 d'],
  [40 * DAY, '1개월 전', '1 mo'],
  [400 * DAY, '1년 전', '1 yr'],
])('%i milliseconds ago is "%s" and "%s"', (ago, ko, en) => {
  expect(relativeTime(START, START + ago, 'ko')).toBe(ko);
  expect(relativeTime(START, START + ago, 'en')).toBe(en);
});

test('a time that a device wrote stands in our zone where its own is known, and else as it is written', () => {
  const read = (text: string) => [
    writtenTime(text, 'ko', 'Asia/Seoul'),
    writtenTime(text, 'en', 'Asia/Seoul'),
  ];
  expect(read('2026-11-23T04:52:11Z')).toEqual(['2026년 11월 23일 (월) 13:52', 'Mon 23 Nov 2026, 13:52 KST']);
  expect(read('2026-11-23T13:52:11.250+09:00')).toEqual(read('2026-11-23T04:52:11Z'));
  expect(read('2026-11-23T13:52')).toEqual(['2026년 11월 23일 (월) 13:52', 'Mon 23 Nov 2026, 13:52']);
  expect(read('0000:00:00')).toEqual(['0000:00:00', '0000:00:00']);
  expect(read('2026-13-45T13:52')).toEqual(['2026-13-45T13:52', '2026-13-45T13:52']);
});

test('how long a film plays is written as a player writes it', () => {
  expect([0, 7.4, 59.6, 750, 3723].map(playingTime)).toEqual(['0:00', '0:07', '1:00', '12:30', '1:02:03']);
});

test.each([
  [1, '1일', 'one day'],
  [7, '7일', '7 days'],
  [90, '90일', '90 days'],
  [365, '1년', 'one year'],
  [366, '366일', '366 days'],
  [1_095, '3년', '3 years'],
])('%i days last "%s" and "%s"', (days, ko, en) => {
  expect(lengthInDays(days * DAY, 'ko')).toBe(ko);
  expect(lengthInDays(days * DAY, 'en')).toBe(en);
});
