import { expect, test } from 'vitest';
import { dueDay } from '../../../src/mail/daily/daily-mail.ts';

const at = (time: string) => Date.parse(time);

test.each([
  ['2026-11-22T23:29:59Z', '08:30', 'Asia/Seoul', '2026-11-22'],
  ['2026-11-22T23:30:00Z', '08:30', 'Asia/Seoul', '2026-11-23'],
  ['2026-11-23T14:59:59Z', '08:30', 'Asia/Seoul', '2026-11-23'],
  // A desk that was down at midnight owes yesterday's still.
  ['2026-11-23T15:10:00Z', '23:50', 'Asia/Seoul', '2026-11-23'],
  ['2026-01-01T00:10:00Z', '00:30', 'UTC', '2025-12-31'],
])('At %s the mail of %s in %s is that of %s', (now, time, zone, day) => {
  expect(dueDay(at(now), time, zone)).toBe(day);
});

test('A time that is skipped when clocks go forward is due once they have', () => {
  expect(dueDay(at('2026-03-29T00:59:59Z'), '02:30', 'Europe/Berlin')).toBe('2026-03-28');
  expect(dueDay(at('2026-03-29T01:29:59Z'), '02:30', 'Europe/Berlin')).toBe('2026-03-28');
  expect(dueDay(at('2026-03-29T01:30:00Z'), '02:30', 'Europe/Berlin')).toBe('2026-03-29');
});

test('A time that comes twice when clocks go back is due at the first', () => {
  for (const now of ['2026-10-25T00:30:00Z', '2026-10-25T01:29:00Z', '2026-10-25T01:30:00Z'])
    expect(dueDay(at(now), '02:30', 'Europe/Berlin')).toBe('2026-10-25');
  expect(dueDay(at('2026-10-25T00:29:59Z'), '02:30', 'Europe/Berlin')).toBe('2026-10-24');
});
