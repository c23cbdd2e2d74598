import { inOneLine } from './letter.ts';

/** What begins an encoded word (RFC 2047, 2), however leniently it is read: two more question marks stand somewhere behind it. */
const ENCODED_WORD = /=(?=\?[^?]*\?[^?]*\?)/g;
/** What RFC 2231 writes for a control character, or for another such sign. */
const ENCODED_CONTROL = /%(?=[01][\da-f]|7f|25|c2%[89][\da-f])/gi;

/**
 * A reader's words as a header may carry them: one line, and one in which nothing is left to decode, so that a program which decodes
 * what it has decoded finds no line end and no `Bcc:` in them. The wide signs look the same, and mean nothing to any of them.
 */
export const headerText = (text: string): string =>
  inOneLine(text).replace(ENCODED_WORD, '＝').replace(ENCODED_CONTROL, '％');
