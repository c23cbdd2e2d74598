import { expect, test } from 'vitest';
import { unavailable } from '../src/unavailable.ts';

test('Those refused because too many came are not all sent back at once', () => {
  const waits = Array.from({ length: 200 }, () => unavailable('too-busy').retryAfter ?? 0);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...waits)).toBeLessThan(15);
  expect(new Set(waits).size).toBeGreaterThan(1);
});
