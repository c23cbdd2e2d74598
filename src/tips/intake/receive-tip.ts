import type { Context } from '../../context.ts';
import { newTipSeal } from '../../crypto/masters.ts';
import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { claimUploads } from '../../files/uploads/claim-uploads.ts';
import { wakeJobs } from '../../jobs/enqueue.ts';
import { earliestTurn } from '../../media/turns.ts';
import { publishNewTip } from '../history/news.ts';
import type { Instant, TipFile } from '../tip.ts';
import { findTopic, inboxOf } from '../topics/topic.ts';
import type { Attached } from './attached.ts';
import { newTip } from './new-tip.ts';
import { receiptFor, receiptHash } from './receipt.ts';
import type { Submission } from './submission.ts';

/** `repeated`: this very submission was taken before, and this is its tip. */
export type Received = { number: number; receipt: string; receivedAt: Instant; repeated: boolean };

/**
 * The one way in. Keeps a tip with all that belongs to it; once this has answered, a power cut loses nothing.
 * @throws {Refusal} when an upload is no longer there to be claimed, or no topic has this slug.
 */
export async function receiveTip(
  context: Context,
  submission: Submission,
  attached: Attached = { taken: [], uploaded: [] },
): Promise<Received> {
  const { keys, masters, settings, database } = context;
  const inbox = await inboxFor(context, submission);
  const files = [...attached.taken, ...attached.uploaded];
  const receipt = receiptFor(keys.receipt, submission, files);
  const hash = receiptHash(keys.receiptHash, receipt);
  const now = context.clock();
  const turn = files.length === 0 ? null : await earliestTurn(database.query);
  const tipSeal = (await isSealed(context, files)) ? newTipSeal(masters) : null;
  const rest = { masters, tipSeal, receiptHash: hash, earliestTurn: turn, now };
  const tipToBe = { settings, submission, inbox, files, ...rest };
  // A failure here may still have been committed, so the files stay; the sweep removes what no tip claims.
  const number = await database.insertTip(newTip(tipToBe, claimOf(attached.uploaded)));
  if (number !== null) {
    wakeJobs(database);
    publishNewTip(database, number);
    context.countTip(submission.channel);
    return { number, receipt, receivedAt: now, repeated: false };
  }
  const { forgotten, ...first } = await firstTaken(context, hash);
  // What was forgotten is not here to be told "arrived": sent again, it is a new tip.
  if (forgotten) return receiveTip(context, { ...submission, id: null }, attached);
  await context.files.remove(idsOf(attached.taken));
  // Only those that were uploaded once more: what the first tip claimed is no upload any longer.
  await context.uploads.remove(idsOf(attached.uploaded));
  return { ...first, receipt, repeated: true };
}

/** Where the mail of such a tip goes. */
async function inboxFor(
  { database, settings: { newsroom } }: Context,
  { topic: slug }: Submission,
): Promise<readonly string[]> {
  if (slug === null) return newsroom.inbox;
  const topic = await findTopic(database.query, slug);
  if (topic === null) throw new Refusal(UNKNOWN_TOPIC, { faults: { topic: UNKNOWN_TOPIC } });
  return inboxOf(topic, newsroom.inbox);
}

/** A file that is sealed already was begun when all could read it. */
const isSealed = async ({ maySeal }: Context, files: readonly TipFile[]) =>
  files.some(({ seal }) => seal !== null) || maySeal();

const idsOf = (files: readonly TipFile[]) => files.map(file => file.id);

const UNKNOWN_UPLOAD = { code: 'unknown-upload' } as const;
const UNKNOWN_TOPIC = { code: 'topic-unknown' } as const;

/** Its uploads are this tip's, and nobody else's. */
function claimOf(uploaded: readonly TipFile[]): ((trx: Write) => Promise<void>) | null {
  if (uploaded.length === 0) return null;
  return async trx => {
    if (await claimUploads(trx, idsOf(uploaded))) return;
    throw new Refusal(UNKNOWN_UPLOAD, { faults: { uploads: UNKNOWN_UPLOAD } });
  };
}

async function firstTaken(context: Context, hash: string) {
  const { number, received_at, forgotten_at } = await context.database.query
    .selectFrom('tips')
    .select(['number', 'received_at', 'forgotten_at'])
    .where('receipt_hash', '=', hash)
    .executeTakeFirstOrThrow();
  return { number, receivedAt: received_at, forgotten: forgotten_at !== null };
}
