import type { Selectable } from 'kysely';
import type { Schema } from '../db/schema/schema.ts';

/**
 * Whose turn it is in the talk about a tip. `replied`: its reader has written since staff last did; `unanswered`: its reader has said
 * more, and staff have never written; neither where staff say that it needs no answer. `waiting`: staff wrote last, and somebody is at work on it. Each is found by a condition of
 * `list/views.ts`, in the same words.
 */
export const TURNS = ['replied', 'unanswered', 'waiting'] as const;
export type Turn = (typeof TURNS)[number];

type TalkColumns = Pick<
  Selectable<Schema['tips']>,
  'reader_at' | 'staff_at' | 'no_answer_at' | 'received_at' | 'state' | 'talk_ended' | 'forgotten_at'
>;

/** Null where nobody waits for anybody: nothing was said since the tip came, or nothing more can be. */
export function turnOf(row: TalkColumns): Turn | null {
  const { staff_at: staff } = row;
  if (!isTalkOpen(row)) return null;
  if (isReaderLast(row)) return isWaived(row) ? null : staff === null ? 'unanswered' : 'replied';
  return staff !== null && row.state !== 'closed' ? 'waiting' : null;
}

/** Its reader wrote last, and staff have said that this needs no answer. */
export const needsNoAnswer = (row: TalkColumns): boolean =>
  isTalkOpen(row) && isReaderLast(row) && isWaived(row);

const isTalkOpen = (row: TalkColumns) => row.forgotten_at === null && row.talk_ended === null;

const isReaderLast = ({ reader_at: reader, staff_at: staff, received_at: received }: TalkColumns) =>
  reader !== null && reader > (staff ?? received);

const isWaived = ({ reader_at: reader, no_answer_at: until }: TalkColumns) =>
  reader !== null && until !== null && reader <= until;

/** Its reader has written since staff last did, and is to be answered. */
export const isAnswered = (turn: Turn | null): boolean => turn === 'replied' || turn === 'unanswered';
