import { expect, test } from 'vitest';
import { createWidth } from '../../src/mail/smtp/lane-width.ts';
import { createClock, MINUTE } from '../support/clock.ts';

test('A width that was narrowed grows by one a minute', () => {
  const clock = createClock();
  const width = createWidth(5, clock);
  width.narrow(3);
  expect(width.now()).toBe(3);
  clock.move(MINUTE - 1);
  expect(width.now()).toBe(3);
  clock.move(1);
  expect(width.now()).toBe(4);
  expect(width.now()).toBe(4);
  clock.move(MINUTE);
  expect(width.now()).toBe(5);
});

test('A width that was too much once more grows after twice the time, a quarter of an hour at most', () => {
  const clock = createClock();
  const width = createWidth(5, clock);
  const waits = Array.from({ length: 7 }, () => {
    width.narrow(3);
    for (let minutes = 1; ; minutes++) {
      clock.move(MINUTE);
      if (width.now() === 4) return minutes;
    }
  });
  expect(waits).toEqual([1, 2, 4, 8, 15, 15, 15]);
});

test('A width is never less than one', () => {
  const width = createWidth(5);
  width.narrow(0);
  expect(width.now()).toBe(1);
});
