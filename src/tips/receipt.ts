import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Viewer } from '../staff/viewer.ts';
import type { Desk } from './desk.ts';
import type { Submission } from './submission.ts';

/** Crockford's base32: no I, L, O or U, so that it can be read out on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 20;
const GROUP = 5;

/** What is hashed of a file for its tip's receipt. */
export type ReceiptFile = { name: string; size: number; sha256: string };

/**
 * The receipt of a submission: 100 bits as four groups of five letters. The same submission with the same content has
 * the same receipt, so that a repeat finds its tip even when the first answer was lost; without an id it is random.
 */
export function receiptFor(key: Buffer, submission: Submission, files: readonly ReceiptFile[]): string {
  if (submission.id === null) return lettersOf(randomBytes(32));
  const mac = createHmac('sha256', key)
    .update(JSON.stringify([submission.channel, submission.id]))
    .update(contentDigest(submission, files));
  return lettersOf(mac.digest());
}

function contentDigest(submission: Submission, files: readonly ReceiptFile[]): Buffer {
  const { message, title, place, happened, article, name, contacts, consentContact, consentMedia, age14 } =
    submission;
  const said = [message, title, place, happened?.typed, article, name, consentContact, consentMedia, age14];
  const ways = contacts.map(contact => [contact.way, contact.typed, contact.mayReply]);
  const attached = files.map(file => [file.name, file.size, file.sha256]);
  return createHash('sha256')
    .update(JSON.stringify([said, ways, attached]))
    .digest();
}

function lettersOf(bytes: Buffer): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte);
  const letters = Array.from(
    { length: LETTERS },
    (_, place) => ALPHABET[Number((bits >> BigInt(place * 5)) & 31n)],
  );
  return letters.join('').replace(/.{5}(?=.)/g, '$&-');
}

/** A receipt as someone typed or heard it, in its one spelling; null when it cannot be one. */
export function readReceipt(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}]/gu, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0');
  if (letters.length !== LETTERS || [...letters].some(letter => !ALPHABET.includes(letter))) return null;
  return letters.replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-');
}

/** Only this is kept of a receipt. */
export const receiptHash = (key: Buffer, receipt: string): string =>
  createHmac('sha256', key).update(receipt).digest('hex');

/** The number of the tip whose receipt someone reads out; null when there is none. */
export async function findTipByReceipt(desk: Desk, _viewer: Viewer, typed: string): Promise<number | null> {
  const receipt = readReceipt(typed);
  if (receipt === null) return null;
  const found = await desk.database.query
    .selectFrom('tips')
    .select('number')
    .where('receipt_hash', '=', receiptHash(desk.keys.receiptHash, receipt))
    .executeTakeFirst();
  return found?.number ?? null;
}
