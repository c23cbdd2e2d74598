import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { placeOf, sealBytes } from '../../../src/crypto/seal.ts';
import { openProgress, sealProgress } from '../../../src/files/sealed/progress.ts';
import { Unopened } from '../../../src/files/sealed/unopened.ts';

const file = { id: 'a'.repeat(32), key: randomBytes(32) };
const lengths = { arrived: 3, size: 10 };

test('what is kept of an upload in another shape, as by a newer version, is told as what does not open', () => {
  const ours = { tail: Buffer.from('abc'), sums: { hash: 'state', crc32: 1 } };
  expect(openProgress(file, sealProgress(file, ours), lengths)).toEqual(ours);
  const other = Buffer.from(`abc${JSON.stringify({ states: [] })}`);
  const newer = sealBytes(file.key, other, placeOf('jebo upload', 1, file.id)).toString('base64url');
  expect(() => openProgress(file, newer, lengths)).toThrow(Unopened);
});
