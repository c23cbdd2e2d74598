import { randomBytes } from 'node:crypto';

/** RFC 6238, in the one form that every app knows. Seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** RFC 4226, 4: R6. */
const SECRET_BYTES = 20;
/** A phone's clock may be off by so many steps, either way (RFC 6238, 5.2). */
export const WINDOW = 1;
/** An app shows no more of it, and a QR code with more is hard to read. */
const ISSUER_LETTERS = 30;

export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** As it is typed, in base32, and as the address that a QR code holds. */
export type TotpSetup = { key: string; uri: string };

// What knows apps and their codes is loaded where somebody has one.

export async function totpSetup(
  secret: Buffer,
  { issuer, email }: { issuer: string; email: string },
): Promise<TotpSetup> {
  const { Secret, TOTP } = await import('otpauth');
  // A colon would end it: `issuer:account` (Key Uri Format).
  const name = [...issuer.replaceAll(':', ' ')].slice(0, ISSUER_LETTERS).join('');
  const app = new TOTP({
    ...FORM,
    issuer: name,
    label: email,
    secret: Secret.fromHex(secret.toString('hex')),
  });
  return { key: app.secret.base32, uri: app.toString() };
}

/** The step of which this is the code, near this moment; null where it is of none. */
export async function stepOfCode(secret: Buffer, code: string, now: number): Promise<number | null> {
  const { Secret, TOTP } = await import('otpauth');
  const app = new TOTP({ ...FORM, secret: Secret.fromHex(secret.toString('hex')) });
  const away = app.validate({ token: code, timestamp: now, window: WINDOW });
  return away === null ? null : app.counter({ timestamp: now }) + away;
}

/** Six digits as somebody typed them; null for anything else. */
export function readTotpCode(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
