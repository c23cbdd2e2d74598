import type { Write } from '../db/database.ts';
import { owe } from '../outbox/owe.ts';
import { randomId } from '../privacy/random-id.ts';
import type { Desk } from './desk.ts';
import { receiptFor, receiptHash } from './receipt.ts';
import type { Submission } from './submission.ts';
import { headlineOf } from './text.ts';
import type { Instant, TipFile } from './tip.ts';

/** The kind of the debt that a tip makes: one mail for each address of the newsroom. */
export const TIP_MAIL = 'tip mail';
/** What became of a mail where there is no mail server. */
export const KEPT_AS_FILE = 'kept as file';

/** `repeated`: this very submission was taken before, and this is its tip. */
export type Received = { number: number; receipt: string; receivedAt: Instant; repeated: boolean };

/**
 * The one way in. Keeps a tip with all that belongs to it; once this has answered, a power cut loses nothing.
 * `files` were taken by the desk's file store.
 */
export async function receiveTip(
  desk: Desk,
  submission: Submission,
  files: readonly TipFile[],
): Promise<Received> {
  const ids = files.map(file => file.id);
  try {
    await desk.files.keep(ids);
  } catch (error) {
    await desk.files.remove(ids);
    throw error;
  }
  return keepTip(desk, submission, files);
}

async function keepTip(desk: Desk, submission: Submission, files: readonly TipFile[]): Promise<Received> {
  const receipt = receiptFor(desk.keys.receipt, submission, files);
  const hash = receiptHash(desk.keys.receiptHash, receipt);
  const now = desk.clock();
  // A failure here may still have been committed, so the files stay; the sweep removes what no tip claims.
  const number = await desk.database.write(trx =>
    writeTip(trx, { submission, files, hash, now, inbox: desk.inbox }),
  );
  if (number !== null) {
    desk.wakeOutbox();
    return { number, receipt, receivedAt: now, repeated: false };
  }
  const { forgotten, ...first } = await firstTaken(desk, hash);
  // What was forgotten is not here to be told "arrived": sent again, it is a new tip.
  if (forgotten) return keepTip(desk, { ...submission, id: null }, files);
  await desk.files.remove(files.map(file => file.id));
  return { ...first, receipt, repeated: true };
}

type NewTip = {
  submission: Submission;
  files: readonly TipFile[];
  hash: string;
  now: Instant;
  inbox: readonly string[];
};

/** The new tip's number; null when the receipt is known already. */
async function writeTip(trx: Write, { submission, files, hash, now, inbox }: NewTip): Promise<number | null> {
  const { channel, message } = submission;
  const written = await trx
    .insertInto('tips')
    .values({
      channel,
      external_id: submission.externalId,
      receipt_hash: hash,
      lang: submission.lang,
      received_at: now,
      state: 'new',
      state_since: now,
      state_by: null,
      version: 1,
      forgotten_at: null,
      consent_contact: submission.consentContact ? 1 : 0,
      consent_media: submission.consentMedia ? 1 : 0,
      age_14: submission.age14,
      headline: submission.title ?? headlineOf(message),
      title: submission.title,
      place: submission.place,
      happened_typed: submission.happened?.typed ?? null,
      happened_at: submission.happened?.at ?? null,
      article: submission.article,
      name: submission.name,
    })
    .onConflict(conflict => conflict.column('receipt_hash').doNothing())
    .returning('number')
    .executeTakeFirst();
  if (written === undefined) return null;

  const tip = written.number;
  await trx
    .insertInto('messages')
    .values({ id: randomId(), tip, direction: 'in', channel, at: now, body: message })
    .execute();
  await writeContacts(trx, tip, submission);
  await writeFiles(trx, tip, files);
  await trx.insertInto('events').values({ tip, kind: 'received', staff_id: null, at: now }).execute();
  await owe(trx, now, { kind: TIP_MAIL, subject: String(tip), recipients: inbox });
  return tip;
}

async function writeContacts(trx: Write, tip: number, { contacts }: Submission) {
  if (contacts.length === 0) return;
  const rows = contacts.map(({ way, typed, parsed, mayReply }) => {
    return { id: randomId(), tip, way, typed, parsed, may_reply: mayReply ? (1 as const) : (0 as const) };
  });
  await trx.insertInto('contacts').values(rows).execute();
}

async function writeFiles(trx: Write, tip: number, files: readonly TipFile[]) {
  if (files.length === 0) return;
  const rows = files.map(({ id, name, size, sha256, claimedType }, position) => {
    return { id, tip, position, name, size, sha256, claimed_type: claimedType };
  });
  await trx.insertInto('files').values(rows).execute();
}

async function firstTaken(desk: Desk, hash: string) {
  const { number, received_at, forgotten_at } = await desk.database.query
    .selectFrom('tips')
    .select(['number', 'received_at', 'forgotten_at'])
    .where('receipt_hash', '=', hash)
    .executeTakeFirstOrThrow();
  return { number, receivedAt: received_at, forgotten: forgotten_at !== null };
}
