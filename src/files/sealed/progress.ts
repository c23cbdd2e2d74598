import { z } from 'zod';
import { openBytes, placeOf, sealBytes } from '../../crypto/seal.ts';
import type { Sums } from '../portable-checksums.ts';
import { CHUNK, type Keyed } from './chunks.ts';
import { Unopened } from './unopened.ts';

/**
 * What is kept of an upload beside its whole chunks: what has come of the next one, and the state of its sums behind the
 * chunks, in which up to 63 bytes of it stand (null where they are counted again).
 */
export type Progress = { tail: Uint8Array; sums: Sums | null };

const sums = z.object({ hash: z.string(), crc32: z.number().nullable() }).nullable();

const placeOfProgress = (id: string) => placeOf('jebo upload', 1, id);

/** Under a new nonce each time: a sender may go back and send other bytes. */
export const sealProgress = (file: Keyed, { tail, sums }: Progress): string =>
  sealBytes(
    file.key,
    Buffer.concat([tail, Buffer.from(JSON.stringify(sums))]),
    placeOfProgress(file.id),
  ).toString('base64url');

/** `arrived` of `size` bytes. @throws {Unopened} */
export function openProgress(
  file: Keyed,
  sealed: string | null,
  { arrived, size }: { arrived: number; size: number },
): Progress {
  // The last chunk is kept with the others, whole or not.
  const length = arrived === size ? 0 : arrived % CHUNK;
  if (sealed === null && length === 0) return { tail: Buffer.alloc(0), sums: null };
  const bytes =
    sealed === null ? null : openBytes(file.key, Buffer.from(sealed, 'base64url'), placeOfProgress(file.id));
  if (bytes === null || bytes.length <= length) throw new Unopened(file.id);
  const read = sums.safeParse(JSON.parse(bytes.subarray(length).toString()));
  if (!read.success) throw new Unopened(file.id);
  return { tail: bytes.subarray(0, length), sums: read.data };
}
