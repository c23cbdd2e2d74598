import { createHmac } from 'node:crypto';
import type { Context } from '../../context.ts';
import type { TipSeal } from '../../crypto/masters.ts';
import type { Write } from '../../db/database.ts';
import { ensureTipSeal, findTipSeal } from '../../db/tip-keys.ts';
import { Refusal } from '../../errors.ts';
import { claimUploads } from '../../files/uploads/claim-uploads.ts';
import { wakeJobs } from '../../jobs/enqueue.ts';
import { earliestTurn } from '../../media/turns.ts';
import type { Viewer } from '../../staff/access.ts';
import type { CallNote } from '../calls/call-note.ts';
import type { Channel } from '../channels.ts';
import { noteEvent } from '../history/events.ts';
import type { Attached } from '../intake/attached.ts';
import { messageRow } from '../intake/rows.ts';
import { noteTextChanged } from '../search-due.ts';
import { clean } from '../text.ts';
import type { Instant, TipFile } from '../tip.ts';
import { refuseFull } from './bounds.ts';
import { changeHeld, type HeldTalk, holdTalk } from './hold-talk.ts';
import { insertFiles } from './insert-files.ts';
import { timeOfNext } from './moments.ts';
import { refuseLate } from './open-until.ts';
import { tellNewsroom, tellPermission } from './tell-newsroom.ts';

/** More that a reader has to say of their tip. `id`: the sender's own mark, by which a repeat is known. */
export type ReaderMessage = {
  number: number;
  id: string | null;
  body: string;
  attached: Attached;
  /** Where staff write down what they heard or were brought; left out: its reader wrote it. */
  byHand?: MessageByHand;
};

/** What makes a message that staff write down another than its reader's own. */
export type MessageByHand = {
  by: Viewer;
  channel: Channel;
  call: CallNote;
  /** Asked first, in the transaction. @throws {Refusal} where they may not. */
  authorize(trx: Write): Promise<void>;
  /** Writes what else is known by it. Gives the event by which they now say something else of their photos and films. */
  writeBeside(trx: Write, tip: HeldTalk, at: Instant): Promise<{ event: number; isLess: boolean } | null>;
};

/** `repeated`: this very message was taken before. */
export type ReceivedMessage = { repeated: boolean };

/**
 * The one way in for more of a known talk. Once this has answered, a power cut loses nothing.
 * @throws {Refusal} as `holdTalk`, `refuseLate`, `refuseFull` and who writes it down by hand; when an upload is no longer there to be claimed.
 */
export async function receiveMessage(
  context: Context,
  { number, id, body, attached, byHand }: ReaderMessage,
): Promise<ReceivedMessage> {
  const files = [...attached.taken, ...attached.uploaded];
  const message = { number, body: clean(body), files, uploaded: attached.uploaded };
  const row = id === null ? null : messageId(context.keys.receipt, { ...message, id });
  const turn = files.length === 0 ? null : await earliestTurn(context.database.query);
  // A failure here may still have been committed, so the files stay; the sweep removes what no tip claims.
  const repeated = await context.database.write(trx =>
    writeMessage(trx, context, { ...message, row, turn, byHand: byHand ?? null }),
  );
  if (!repeated) wakeJobs(context.database);
  if (repeated) {
    await context.files.remove(idsOf(attached.taken));
    // Only those that were uploaded once more: what came with the first is no upload any longer.
    await context.uploads.remove(idsOf(attached.uploaded));
  }
  return { repeated };
}

const idsOf = (files: readonly TipFile[]) => files.map(({ id }) => id);

type Message = { number: number; body: string; files: readonly TipFile[]; uploaded: readonly TipFile[] };

/** The same message sent again has the same id: made of the sender's mark, which is not kept, so that nobody can tell by it what it says. */
function messageId(key: Buffer, { id, number, body, files }: Message & { id: string }): string {
  const attached = files.map(({ name, size, sha256 }) => [name, size, sha256]);
  const said = JSON.stringify(['message', number, id, body, attached]);
  return createHmac('sha256', key).update(said).digest('hex').slice(0, 32);
}

/** `row`: its id; null: random. `turn`: when the earliest file is due that waits to be inspected. */
type ToWrite = Message & { row: string | null; turn: number | null; byHand: MessageByHand | null };

/** True where it is there already. */
async function writeMessage(trx: Write, context: Context, message: ToWrite): Promise<boolean> {
  const { number, uploaded, row, byHand } = message;
  // First: to who may not see it, it must look as if it were not there.
  if (byHand !== null) await byHand.authorize(trx);
  const held = await holdTalk(trx, number);
  if (row !== null && (await isThere(trx, row))) return true;
  // Who calls about a tip that is long closed is heard.
  if (byHand === null) refuseLate(held, context.settings, context.clock());
  await refuseFull(trx, {
    number,
    direction: 'in',
    files: message.files.length,
    limits: context.settings.limits,
  });
  if (!(await claimUploads(trx, idsOf(uploaded)))) {
    const reason = { code: 'unknown-upload' } as const;
    throw new Refusal(reason, { faults: { uploads: reason } });
  }
  const at = await timeOfNext(trx, context.clock(), number);
  await insertMessage(trx, context, message, at);
  const remind_on = byHand === null ? wokenBy(held, context) : null;
  await changeHeld(trx, number, { reader_at: at, ...(remind_on !== null && { remind_on }) });
  await noteTextChanged(trx, number);
  const told = { tip: number, by: byHand?.by ?? null, at, subject: null };
  const event = await noteEvent(trx, { ...told, kind: 'reader wrote' });
  if (remind_on !== null) await noteEvent(trx, { ...told, kind: 'reminder woken' });
  const permission = (await byHand?.writeBeside(trx, held, at)) ?? null;
  // Whoever has the tip knows what they wrote themselves.
  if (held.assignee !== null && held.assignee === byHand?.by.staffId) return false;
  await tellNewsroom(trx, context, { number, event, at });
  if (permission !== null) await tellPermission(trx, context, { number, at, ...permission });
  return false;
}

async function isThere(trx: Write, id: string): Promise<boolean> {
  const found = trx.selectFrom('messages').select('id').where('id', '=', id);
  return (await found.executeTakeFirst()) !== undefined;
}

async function insertMessage(
  trx: Write,
  { masters, settings }: Context,
  { number, body, files, row, turn, byHand }: ToWrite,
  at: Instant,
): Promise<void> {
  const tipSeal = await sealFor(trx, masters, number, files);
  const how = byHand === null ? BY_READER : { channel: byHand.channel, call: byHand.call };
  const said = { ...(row !== null && { id: row }), ...how, at, body };
  const message = messageRow({ masters, tipSeal }, number, said);
  await trx.insertInto('messages').values(message).execute();
  await insertFiles(trx, { masters, settings }, tipSeal, { number, message: message.id, files, turn, at });
}

const BY_READER = { channel: 'form', call: null } as const;

/** A file that is sealed already cannot stand beside what is not. */
const sealFor = (
  trx: Write,
  masters: Context['masters'],
  tip: number,
  files: readonly TipFile[],
): Promise<TipSeal | null> =>
  files.some(({ seal }) => seal !== null) ? ensureTipSeal(trx, masters, tip) : findTipSeal(trx, tip);

/** Who wanted to look at it again later has something to look at now, on this day. Null: nothing changes. */
function wokenBy(
  { remind_on, state }: { remind_on: string | null; state: string },
  { settings, clock }: Pick<Context, 'settings' | 'clock'>,
): string | null {
  const today = Temporal.Instant.fromEpochMilliseconds(clock())
    .toZonedDateTimeISO(settings.newsroom.timeZone)
    .toPlainDate()
    .toString();
  return remind_on === null || state === 'closed' || remind_on <= today ? null : today;
}
