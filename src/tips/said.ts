import type { Named } from '../staff/called.ts';
import type { OrUnknown } from '../unknown.ts';
import type { ShownCall } from './calls/call-note.ts';
import type { Channel } from './channels.ts';
import type { Instant, Opened } from './tip.ts';

/** By which staff can answer. `receipt`: on the reader's own page, where every answer stands. */
export const ANSWER_WAYS = ['receipt', 'email'] as const;
export type AnswerWay = (typeof ANSWER_WAYS)[number];

/** So many milliseconds an answer waits before its reader sees it. It can be undone until then. */
export const UNDO_FOR = 15_000;

/**
 * What has become of an answer. `waiting`: it can still be undone. `held back`: the same, and its reader has said something since, which it
 * has not seen: it does not go. `sending`: its reader's page has it, and its mail is owed. `sent`: it
 * is where it was to go. `kept as file`: its mail, where there is no mail server. `failed`: its mail was refused for good. `not sent`: its
 * reader is no longer to be reached so.
 */
export const FATES = [
  'waiting',
  'held back',
  'sending',
  'sent',
  'kept as file',
  'failed',
  'not sent',
] as const;
export type Fate = (typeof FATES)[number];

export type Answer = {
  /** Null: nobody whose account is known. */
  by: Named | null;
  way: OrUnknown<AnswerWay>;
  fate: Fate;
  /** Why its mail did not get through the last time: a short code. */
  reason: string | null;
  /** The id of its mail's job, where that is stuck; null: it is not. */
  stuckMail: string | null;
  /** Since when it stands on its reader's page; null: it does not. */
  shownAt: Instant | null;
  /** When its reader first had it before them. */
  readAt: Instant | null;
  /** When its reader took it from their page. */
  takenAwayAt: Instant | null;
};

/** What was said in the talk about a tip, by its reader or to them. `files`: the ids of those that came with it. */
export type Said = {
  id: string;
  at: Instant;
  channel: OrUnknown<Channel>;
  body: Opened;
  files: readonly string[];
  /** Null of what its reader said. */
  answer: Answer | null;
  /** Null where its reader wrote it themselves. */
  call: ShownCall | null;
};
