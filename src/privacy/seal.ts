import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Text that only this desk can read or make: AES-256-GCM under a random nonce (NIST SP 800-38D), in base64url. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64url');
}

/** The text that was sealed; null for anything else. */
export function unseal(key: Buffer, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return (
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch {
    return null;
  }
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
  const given = Buffer.from(signed.slice(end + 1), 'base64url');
  return given.length === MAC_BYTES && timingSafeEqual(given, macOf(key, text)) ? text : null;
}

const macOf = (key: Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest().subarray(0, MAC_BYTES);
