import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Context } from '../../context.ts';
import { CROCKFORD, inGroups, readCrockford } from '../../crypto/crockford.ts';
import { authorize, may, type Viewer } from '../../staff/access.ts';
import { TEXT_FIELDS, type TextField } from '../fields.ts';
import { loadFacts } from '../read/load-facts.ts';
import type { Submission } from './submission.ts';

const LETTERS = 20;
const GROUP = 5;
/** As many as hold 100 bits. */
const RECEIPT_BYTES = 13;

/** What is hashed of a file for its tip's receipt. */
export type ReceiptFile = { name: string; size: number; sha256: string };

/**
 * The receipt of a submission: 100 bits as four groups of five letters. The same submission with the same content has
 * the same receipt, so that a repeat finds its tip even when the first answer was lost; without an id it is random.
 */
export function receiptFor(key: Buffer, submission: Submission, files: readonly ReceiptFile[]): string {
  if (submission.id === null) return lettersOf(randomBytes(RECEIPT_BYTES));
  const mac = createHmac('sha256', key)
    .update(JSON.stringify([submission.channel, submission.id]))
    .update(contentDigest(submission, files));
  return lettersOf(mac.digest());
}

/** The texts that were there from the first version on: they stand in the digest by their position. */
const BY_POSITION: ReadonlySet<TextField> = new Set<TextField>(['title', 'place', 'name']);
const BY_NAME = TEXT_FIELDS.filter(field => !BY_POSITION.has(field)).sort();

/**
 * A text that came later stands by its name, and only where it was said: what an older version could take has the digest,
 * and with it the receipt, that this version gave.
 */
function contentDigest(submission: Submission, files: readonly ReceiptFile[]): Buffer {
  const { message, title, place, happened, article, name, contacts, consentContact, consentMedia, age14 } =
    submission;
  const said = [message, title, place, happened?.typed, article, name, consentContact, consentMedia, age14];
  const ways = contacts.map(contact => [contact.way, contact.typed, contact.mayReply]);
  const attached = files.map(file => [file.name, file.size, file.sha256]);
  const later = [...BY_NAME, 'topic' as const]
    .map(field => [field, submission[field]])
    .filter(([, text]) => text !== null);
  return createHash('sha256')
    .update(JSON.stringify([said, ways, attached, ...later]))
    .digest();
}

/** Of the first bytes as one number, its lowest five bits first. */
function lettersOf(bytes: Buffer): string {
  let letters = '';
  for (let place = 0; place < LETTERS; place += 1) {
    const lowest = place * 5;
    const at = RECEIPT_BYTES - 1 - (lowest >> 3);
    // Five bits lie in two bytes at most.
    const bits = ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0);
    if (place > 0 && place % GROUP === 0) letters += '-';
    letters += CROCKFORD[(bits >> (lowest & 7)) & 31];
  }
  return letters;
}

/** A receipt as someone typed or heard it, in its one spelling; null when it cannot be one. */
export function readReceipt(typed: string): string | null {
  const letters = readCrockford(typed, LETTERS);
  return letters && inGroups(letters, GROUP);
}

/** Only this is kept of a receipt. */
export const receiptHash = (key: Buffer, receipt: string): string =>
  createHmac('sha256', key).update(receipt).digest('hex');

/**
 * The number of the tip whose receipt someone reads out; null when there is none.
 * @throws {Refusal} when the viewer may not look tips up so.
 */
export async function findTipByReceipt(
  context: Context,
  viewer: Viewer,
  typed: string,
): Promise<number | null> {
  authorize(viewer, 'find by receipt');
  const receipt = readReceipt(typed);
  if (receipt === null) return null;
  const found = await context.database.query
    .selectFrom('tips')
    .select('number')
    .where('receipt_hash', '=', receiptHash(context.keys.receiptHash, receipt))
    .executeTakeFirst();
  const facts = found && (await loadFacts(context.database.query, found.number));
  return facts !== undefined && may(viewer, 'see', facts) ? facts.number : null;
}
