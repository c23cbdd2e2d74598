import { expect, test } from 'vitest';
import { createChecksums } from '../../../src/files/checksums.ts';
import { CHUNK } from '../../../src/files/sealed/chunks.ts';
import { createSumsOf } from '../../../src/files/sealed/sealed-sums.ts';

test('sums of uploads that go on elsewhere are not kept without end, and the latest are', async () => {
  const sumsOf = createSumsOf(false);
  const sums = { ...createChecksums(), state: () => null };
  for (let upload = 0; upload < 5_000; upload++) sumsOf.putBack(`${upload}`, CHUNK, sums);
  expect(await sumsOf.goOn('0', CHUNK, null)).toBeNull();
  expect(await sumsOf.goOn('4999', CHUNK, null)).toBe(sums);
});
