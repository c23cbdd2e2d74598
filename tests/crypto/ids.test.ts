import { expect, test } from 'vitest';
import { randomId } from '../../src/crypto/ids.ts';

test('ids are each their own, far beyond one pool of randomness', () => {
  const given = new Set<string>();
  for (let count = 0; count < 3_000; count += 1) {
    const id = randomId();
    expect(id).toHaveLength(32);
    given.add(id);
  }
  expect(given.size).toBe(3_000);
  expect(given).not.toContain('00'.repeat(16));
});
