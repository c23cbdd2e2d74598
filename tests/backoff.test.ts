import { expect, test } from 'vitest';
import { createBackoff } from '../src/backoff.ts';

const patience = { first: 500, longest: 30_000 };
const failures = [0, 1, 2, 3, 6, 7, 8, 5_000];
const grown = [0, 500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000];

test('Waits double from the first to the longest, and there is none before a failure', () => {
  expect(failures.map(createBackoff(patience, () => 0))).toEqual(grown);
});

test('Chance takes away a fifth of a wait at most, or what is said', () => {
  const most = () => 1 - Number.EPSILON;
  expect(failures.map(createBackoff(patience, most))).toEqual(grown.map(wait => wait * 0.8));
  expect(failures.map(createBackoff({ ...patience, jitter: 0 }, most))).toEqual(grown);
  const waits = Array.from({ length: 20 }, () => createBackoff(patience)(1));
  expect(new Set(waits).size).toBeGreaterThan(1);
  expect(waits.every(wait => wait >= 400 && wait <= 500)).toBe(true);
});
