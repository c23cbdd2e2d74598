import { expect, test } from 'vitest';
import { formatSize } from '../../src/i18n/size.ts';

test.each([
  [0, '0B', '0 B'],
  [1_023, '1023B', '1023 B'],
  [1_536, '1.5KB', '1.5 KB'],
  [10 * 1_024 + 512, '11KB', '11 KB'],
  [1_023.4 * 1_024, '1023KB', '1023 KB'],
  [1_023.6 * 1_024, '1MB', '1 MB'],
  [2 * 1_024 ** 3, '2GB', '2 GB'],
  [5_000 * 1_024 ** 4, '5000TB', '5000 TB'],
])('%d bytes are “%s” and “%s”', (bytes, ko, en) => {
  expect(formatSize(bytes, 'ko')).toBe(ko);
  expect(formatSize(bytes, 'en')).toBe(en);
});
