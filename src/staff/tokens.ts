import { createHash, randomBytes } from 'node:crypto';

/** What opens a session or a set-up link: 256 random bits, base64url, 43 letters. Only its hash is ever kept. */
export const makeToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 in hex. No salt and no stretching: there is nothing to guess in 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
