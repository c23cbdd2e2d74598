import type { Write } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { claimUploads } from '../files/claim-uploads.ts';
import type { Say } from '../i18n/words.ts';
import { SCAN_FILE } from '../inspection/inspection.ts';
import { oweInspections } from '../inspection/turns.ts';
import { owe } from '../outbox/owe.ts';
import { randomId } from '../privacy/random-id.ts';
import type { Attached } from './attached.ts';
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
 * @throws {Refusal} 422 when an upload is no longer there to be claimed.
 */
export async function receiveTip(
  desk: Desk,
  submission: Submission,
  attached: Attached = { taken: [], uploaded: [] },
): Promise<Received> {
  const files = [...attached.taken, ...attached.uploaded];
  const receipt = receiptFor(desk.keys.receipt, submission, files);
  const hash = receiptHash(desk.keys.receiptHash, receipt);
  const now = desk.clock();
  // A failure here may still have been committed, so the files stay; the sweep removes what no tip claims.
  const number = await desk.database.write(trx =>
    writeTip(trx, { ...desk, submission, files, uploaded: idsOf(attached.uploaded), hash, now }),
  );
  if (number !== null) {
    desk.wakeOutbox();
    desk.noteTip?.(submission.channel);
    return { number, receipt, receivedAt: now, repeated: false };
  }
  const { forgotten, ...first } = await firstTaken(desk, hash);
  // What was forgotten is not here to be told "arrived": sent again, it is a new tip.
  if (forgotten) return receiveTip(desk, { ...submission, id: null }, attached);
  await desk.files.remove(idsOf(attached.taken));
  // Only those that were uploaded once more: what the first tip claimed is no upload any longer.
  await desk.uploads.remove(idsOf(attached.uploaded));
  return { ...first, receipt, repeated: true };
}

const idsOf = (files: readonly TipFile[]) => files.map(file => file.id);

type NewTip = {
  submission: Submission;
  files: readonly TipFile[];
  uploaded: readonly string[];
  hash: string;
  now: Instant;
  inbox: readonly string[];
  scansFiles: boolean;
};

/** The new tip's number; null when the receipt is known already. */
async function writeTip(trx: Write, tipToBe: NewTip): Promise<number | null> {
  const { submission, files, hash, now } = tipToBe;
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
  if (!(await claimUploads(trx, tipToBe.uploaded))) throw unknownUpload();

  const tip = written.number;
  await trx
    .insertInto('messages')
    .values({ id: randomId(), tip, direction: 'in', channel, at: now, body: message })
    .execute();
  await writeContacts(trx, tip, submission);
  await writeFiles(trx, tip, files);
  await trx.insertInto('events').values({ tip, kind: 'received', staff_id: null, at: now }).execute();
  await oweWork(trx, tip, tipToBe);
  return tip;
}

const say: Say = words => words.errors.form.unknownUpload;
const unknownUpload = () => new Refusal(422, say, { faults: { uploads: say } });

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

/** The mail waits for the scan of its files, and no longer than so many milliseconds. */
const LONGEST_SCAN = 10 * 60_000;

async function oweWork(trx: Write, tip: number, { files, now, inbox, scansFiles }: NewTip) {
  const isScanned = scansFiles && files.length > 0;
  const due = isScanned ? now + LONGEST_SCAN : now;
  await owe(trx, now, { kind: TIP_MAIL, subject: String(tip), recipients: inbox, due });
  await oweInspections(trx, now, files);
  if (isScanned) for (const { id } of files) await oweScan(trx, id, now);
}

async function oweScan(trx: Write, file: string, at: Instant) {
  await trx.insertInto('scans').values({ file, at, verdict: 'waiting', signature: null }).execute();
  await owe(trx, at, { kind: SCAN_FILE, subject: file, recipients: [null] });
}

async function firstTaken(desk: Desk, hash: string) {
  const { number, received_at, forgotten_at } = await desk.database.query
    .selectFrom('tips')
    .select(['number', 'received_at', 'forgotten_at'])
    .where('receipt_hash', '=', hash)
    .executeTakeFirstOrThrow();
  return { number, receivedAt: received_at, forgotten: forgotten_at !== null };
}
