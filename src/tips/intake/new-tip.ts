import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import type { Masters, TipSeal } from '../../crypto/masters.ts';
import type { NewTip } from '../../db/database.ts';
import type { NewRows } from '../../db/new-rows.ts';
import { jobRows } from '../../jobs/enqueue.ts';
import { inspectionRows } from '../../media/turns.ts';
import { maskResidentNumbers } from '../../resident-number.ts';
import { type Head, NO_HEAD, sealHead } from '../content.ts';
import { eachText } from '../fields.ts';
import { headlineOf } from '../text.ts';
import type { Instant, TipFile } from '../tip.ts';
import { LONGEST_COPYING, waitsForCopies } from './expedite-mail.ts';
import { contactRow, type FileRow, fileRow, messageRow } from './rows.ts';
import type { ByHand, Submission } from './submission.ts';

/** `earliestTurn`: when the first file is due that waits to be inspected. */
export type TipToBe = {
  settings: Pick<Context['settings'], 'attach' | 'clamdUrl' | 'newsroom'>;
  submission: Submission;
  /** Where the mail goes. */
  inbox: readonly string[];
  files: readonly TipFile[];
  masters: Masters;
  /** Under what it is sealed; null while an older version is at work. */
  tipSeal: TipSeal | null;
  receiptHash: string;
  earliestTurn: number | null;
  now: Instant;
};

/** All rows of a new tip. Whoever adds a table or a column to what a tip writes adds it here, and nowhere else. */
export function newTip(tipToBe: TipToBe, claim: NewTip['claim']): NewTip {
  const { files, submission } = tipToBe;
  const fileRows = files.map((file, position) => fileRow(tipToBe, file, position));
  return {
    row: tipRow(tipToBe),
    others: number => rowsOn(number, tipToBe, fileRows),
    claim,
    letters: submission.message.length,
  };
}

const tipRow = ({ submission, tipSeal, receiptHash, now }: TipToBe): NewTip['row'] => ({
  channel: submission.channel,
  receipt_hash: receiptHash,
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
  topic: submission.topic,
  ...(submission.byHand !== null && {
    permission: submission.byHand.use,
    remind_on: submission.byHand.remindOn,
  }),
  ...(tipSeal === null ? headOf(submission) : NO_HEAD),
});

const headOf = (submission: Submission): Head => ({
  ...eachText(field => submission[field]),
  headline: submission.title ?? headlineOf(maskResidentNumbers(submission.message)),
  happened_typed: submission.happened?.typed ?? null,
  happened_at: submission.happened?.at ?? null,
  article: submission.article,
});

function rowsOn(tip: number, tipToBe: TipToBe, fileRows: readonly FileRow[]): NewRows {
  const { files, settings, masters, tipSeal, earliestTurn, now } = tipToBe;
  const { submission, inbox } = tipToBe;
  const { contacts, channel, message, byHand } = submission;
  const mail = { subject: tip, recipients: inbox, due: now + waitOf(files, settings) };
  const scanned = settings.clamdUrl === null ? [] : files;
  return {
    tip_keys: tipSeal === null ? [] : [{ tip, ...tipSeal }],
    tip_heads: tipSeal === null ? [] : [{ tip, sealed: sealHead(masters, tipSeal, tip, headOf(submission)) }],
    messages: [messageRow(tipToBe, tip, { at: now, channel, body: message, call: byHand?.call ?? null })],
    contacts: contacts.map(contact => contactRow(tipToBe, tip, contact)),
    files: fileRows.map(file => ({ tip, ...file })),
    scans: scanned.map(({ id }) => ({ file: id, at: now, verdict: 'waiting', signature: null })),
    search_due: [{ tip }],
    // All with the same columns: rows of others are written by a statement of their own, and in no order.
    events: [
      { tip, kind: 'received', staff_id: byHand?.by ?? null, at: now, detail: null },
      ...reminderOf(tip, byHand, now),
    ],
    mentions: writersOf(byHand).map(staff_id => ({ id: randomId(), tip, staff_id })),
    outbox: [
      ...jobRows(now, { kind: 'tip mail', ...mail }),
      ...inspectionRows(now, files, earliestTurn),
      ...scanned.flatMap(({ id }) => jobRows(now, { kind: 'scan file', subject: id })),
    ],
  };
}

/** Whoever wrote it down and whoever took the call see it from then on, unless its topic is confidential. */
const writersOf = (byHand: ByHand | null) =>
  byHand === null ? [] : [...new Set([byHand.by, byHand.call.taker])];

/** By it goes who is reminded. */
const reminderOf = (tip: number, byHand: ByHand | null, at: number) =>
  byHand === null || byHand.remindOn === null
    ? []
    : [{ tip, kind: 'reminder set' as const, staff_id: byHand.by, at, detail: byHand.remindOn }];

/** The mail waits for the scan of its files, and no longer than so many milliseconds. */
const LONGEST_SCAN = 10 * 60_000;

/** New files are scanned, and copies of pictures made, before their tip's mail goes: for so many milliseconds at most. */
function waitOf(files: readonly TipFile[], settings: TipToBe['settings']): number {
  if (files.length === 0) return 0;
  if (settings.clamdUrl !== null) return LONGEST_SCAN;
  return waitsForCopies(settings) ? LONGEST_COPYING : 0;
}
