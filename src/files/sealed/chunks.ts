import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { placeOf } from '../../crypto/seal.ts';

/** Bytes of a file that are sealed together. */
export const CHUNK = 64 * 1024;

const NONCE = 12;
const TAG = 16;
const SEAL = NONCE + TAG;

/** The same, as it is kept: nonce, cipher text, tag. */
export const SEALED_CHUNK = CHUNK + SEAL;

/** So many chunks a file of `size` bytes has; the last one may be shorter. */
export const chunksOf = (size: number): number => Math.ceil(size / CHUNK);

/** Bytes that a file of `size` bytes takes where it is kept. */
export const sealedSize = (size: number): number => size + chunksOf(size) * SEAL;

/** Whole chunks within so many kept bytes. */
export const chunksWithin = (sealed: number): number => Math.floor(sealed / SEALED_CHUNK);

/** A file and the key that is its own, of 32 bytes. */
export type Keyed = { id: string; key: Buffer };

const placeOfChunk = ({ id }: Keyed, number: number) => Buffer.from(placeOf('jebo file', 1, id, number));

/**
 * AES-256-GCM under a random nonce, which is kept with it: a counter's would come again, with other bytes, where a sender
 * goes on at an earlier byte than it had come to (NIST SP 800-38D, 8). Bound to its file and its place in it. In the pieces
 * in which it is made: put together here, all would be copied once more.
 */
export function sealChunk(file: Keyed, number: number, plain: Uint8Array): Buffer[] {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', file.key, nonce).setAAD(placeOfChunk(file, number));
  const text = cipher.update(plain);
  cipher.final();
  return [nonce, text, cipher.getAuthTag()];
}

/** Null where it is not what was sealed for this place in this file: then its bytes are nobody's to see. */
export function openChunk(file: Keyed, number: number, sealed: Uint8Array): Buffer | null {
  if (sealed.length < SEAL) return null;
  const decipher = createDecipheriv('aes-256-gcm', file.key, sealed.subarray(0, NONCE));
  decipher.setAAD(placeOfChunk(file, number)).setAuthTag(sealed.subarray(-TAG));
  const plain = decipher.update(sealed.subarray(NONCE, -TAG));
  try {
    decipher.final();
  } catch {
    return null;
  }
  return plain;
}
