import { randomBytes } from 'node:crypto';

/** 128 random bits in hex: an id that cannot be guessed or counted. */
export const randomId = (): string => randomBytes(16).toString('hex');
