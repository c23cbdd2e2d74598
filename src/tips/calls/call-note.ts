import { z } from 'zod';
import type { Named } from '../../staff/called.ts';
import { type OrUnknown, readWord } from '../../unknown.ts';
import type { Channel } from '../channels.ts';
import type { Instant } from '../tip.ts';

/** What comes by no channel of its own, and is written down by staff. */
export const CALL_KINDS = ['call', 'letter', 'visit'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** Who called: the reader (`in`), or the desk. */
export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What is noted beside the words that were said. It is content: who called when tells who it was to whoever has a telephone bill. */
export type CallNote = {
  kind: CallKind;
  /** Null of a letter or a visit. */
  direction: Direction | null;
  /** The id of whoever spoke with them. */
  taker: string;
  started: Instant | null;
  ended: Instant | null;
  /** In which words they agreed to something, aloud; null where they were not asked. */
  consent: string | null;
  /** They were told that it is recorded. */
  told: boolean;
  /** Where and when it happened, as they said; null of a new tip, which has places for both of its own. */
  place: string | null;
  happened: string | null;
};

/** The same as staff are shown it. `taker`: null where nobody of this id is known. */
export type ShownCall = Omit<CallNote, 'kind' | 'direction' | 'taker'> & {
  kind: OrUnknown<CallKind>;
  direction: OrUnknown<Direction> | null;
  taker: Named | null;
};

export const channelOf = (kind: CallKind): Channel => (kind === 'call' ? 'phone' : 'other');

const kept = z.object({
  kind: z.string(),
  direction: z.string().nullable(),
  taker: z.string(),
  started: z.number().nullable(),
  ended: z.number().nullable(),
  consent: z.string().nullable(),
  told: z.boolean(),
  place: z.string().nullable(),
  happened: z.string().nullable(),
});

type ReadNote = Omit<ShownCall, 'taker'> & { taker: string };

/** As it stands in its message. */
export const writtenNote = (note: CallNote): string => JSON.stringify(note);

/** Null where a newer version has written something else. */
export function readNote(written: string): ReadNote | null {
  const { data } = kept.safeParse(parsedOf(written));
  if (data === undefined) return null;
  return {
    ...data,
    kind: readWord(CALL_KINDS, data.kind),
    direction: data.direction === null ? null : readWord(DIRECTIONS, data.direction),
  };
}

function parsedOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}
