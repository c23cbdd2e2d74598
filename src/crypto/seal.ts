import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Nonce and tag: so many bytes more than what was sealed. */
export const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

/**
 * Where something sealed is kept, such as table, tip and column: moved elsewhere, it does not open. As JSON, so that its
 * parts cannot run together.
 */
export const placeOf = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);

/**
 * Bytes that only this desk can read or make: AES-256-GCM under a random nonce (NIST SP 800-38D), as nonce, cipher text, tag.
 * `key` has 32 bytes; `place` as `placeOf` says it; `nonce` comes once under this key.
 */
export function sealBytes(
  key: Buffer,
  plain: Uint8Array,
  place: string,
  nonce: Uint8Array = randomBytes(NONCE_BYTES),
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const text = cipher.update(plain);
  // As of any stream cipher nothing comes at its end, and so nothing is put together that is empty.
  cipher.final();
  return Buffer.concat([nonce, text, cipher.getAuthTag()]);
}

/** The bytes that were sealed for this place; null for anything else. */
export function openBytes(key: Buffer, sealed: Uint8Array, place: string): Buffer | null {
  if (sealed.length < SEAL_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The same of text, or of its bytes in UTF-8, in base64url. */
export const seal = (key: Buffer, text: string | Buffer, place = ''): string =>
  sealBytes(key, typeof text === 'string' ? Buffer.from(text) : text, place).toString('base64url');

/** The text that was sealed for this place; null for anything else. */
export function unseal(key: Buffer, sealed: string, place = ''): string | null {
  const bytes = bytesOf(sealed);
  return bytes && (openBytes(key, bytes, place)?.toString('utf8') ?? null);
}

const SPACE = 0x20;

/** With spaces behind, so that its length tells little: a multiple of `padding` bytes. */
export function paddedJson(content: object, padding: number): Buffer {
  const json = JSON.stringify(content);
  const bytes = Buffer.byteLength(json);
  const padded = Buffer.allocUnsafe(Math.ceil(bytes / padding) * padding).fill(SPACE, bytes);
  padded.write(json);
  return padded;
}

/** The first seals and signs; the others open what they have sealed and signed before. */
export type KeyRing = readonly [Buffer, ...Buffer[]];

/** As `unseal`, by any key of the ring. */
export const unsealByAny = (ring: KeyRing, sealed: string): string | null =>
  firstOf(ring, key => unseal(key, sealed));

/** As `verified`, by any key of the ring. */
export const verifiedByAny = (ring: KeyRing, signed: string): string | null =>
  firstOf(ring, key => verified(key, signed));

function firstOf(ring: KeyRing, open: (key: Buffer) => string | null): string | null {
  for (const key of ring) {
    const text = open(key);
    if (text !== null) return text;
  }
  return null;
}

/** A key sealed under another, in base64url. `place` says whose it is. */
export const wrapKey = (wrapping: Buffer, key: Buffer, place: string): string =>
  sealBytes(wrapping, key, place).toString('base64url');

/** The key that was wrapped for this place; null for anything else. */
export function unwrapKey(wrapping: Buffer, wrapped: string, place: string): Buffer | null {
  const bytes = bytesOf(wrapped);
  return bytes && openBytes(wrapping, bytes, place);
}

const MAC_BYTES = 16;

/** Text that anyone can read and only this desk can make. */
export function sign(key: Buffer, text: string): string {
  return `${text}.${macOf(key, text).toString('base64url')}`;
}

/** The text that was signed; null for anything else. */
export function verified(key: Buffer, signed: string): string | null {
  const end = signed.lastIndexOf('.');
  const text = signed.slice(0, Math.max(end, 0));
  const given = bytesOf(signed.slice(end + 1));
  return given?.length === MAC_BYTES && timingSafeEqual(given, macOf(key, text)) ? text : null;
}

const macOf = (key: Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest().subarray(0, MAC_BYTES);

/**
 * Null for all but the one way to write these bytes: Node reads past foreign letters and bits left over at the end, so
 * that many texts would count as the one that was handed out (RFC 4648, 3.5).
 */
function bytesOf(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}
