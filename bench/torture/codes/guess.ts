import { randomInt } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(32)]).join('');

/** Formed as a receipt is, and none. */
export const guess = () => Array.from({ length: 4 }, group).join('-');
