import { expect, test } from 'vitest';
import { readHappenedAt } from '../../src/tips/happened-at.ts';
import { START } from '../support/clock.ts';

test.each([
  ['2026-11-23T14:05', '2026-11-23T05:05:00.000Z'],
  ['2026-11-22 09:00:11', '2026-11-22T00:00:00.000Z'],
  ['2026.11.22', '2026-11-21T15:00:00.000Z'],
  ['2026. 11. 22. 오후 2:05', '2026-11-22T05:05:00.000Z'],
  ['2026년 11월 22일 오후 2시 5분', '2026-11-22T05:05:00.000Z'],
  ['11월 23일 (월) 14시', '2026-11-23T05:00:00.000Z'],
  ['12월 25일', '2025-12-24T15:00:00.000Z'],
  ['오늘 오후 1시쯤', '2026-11-23T04:00:00.000Z'],
  ['어제', '2026-11-21T15:00:00.000Z'],
  ['밤 11시', '2026-11-22T14:00:00.000Z'],
  ['새벽 12시 30분', '2026-11-22T15:30:00.000Z'],
  ['yesterday at 2 pm', '2026-11-22T05:00:00.000Z'],
  ['２０２６－１１－２３ １４：０５', '2026-11-23T05:05:00.000Z'],
])('“%s” is read in the desk’s time zone', (typed, utc) => {
  const at = readHappenedAt(typed, 'Asia/Seoul', START);
  expect(at === null ? null : new Date(at).toISOString()).toBe(utc);
});

test.each(['지난주쯤', '2026-02-30', '22:61', '3', '', '25시', 'a'.repeat(200), '1'.repeat(200)])(
  '“%s” is left as typed',
  typed => {
    expect(readHappenedAt(typed, 'Asia/Seoul', START)).toBeNull();
  },
);

test('an hour that a clock change skips is still read', () => {
  expect(readHappenedAt('2026-03-29 02:30', 'Europe/Berlin', START)).toBe(Date.UTC(2026, 2, 29, 1, 30));
});
