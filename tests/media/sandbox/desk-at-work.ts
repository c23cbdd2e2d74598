import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createSandbox } from '../../../src/media/sandbox/sandbox.ts';

/** A desk whose sandbox has much to do; the parent is told when the file has gone there. */
const bytes = await readFile(join(import.meta.dirname, '../../fixtures/large.heic'));
const read = ({ start, end }: { start: number; end: number }) => {
  if (end === bytes.length - 1) process.send?.('read');
  return Readable.from([bytes.subarray(start, end + 1)]);
};
await createSandbox().inspect(
  { size: bytes.length, claimedType: 'image/heic', read },
  async () => null,
  new AbortController().signal,
);
