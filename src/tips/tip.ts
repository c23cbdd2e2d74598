import type { Lang } from '../i18n/words.ts';
import type { Inspection, Scan } from '../inspection/inspection.ts';

/** The door a tip came through. */
export type Channel = 'form';

export const REPLY_WAYS = ['phone', 'email', 'chat'] as const;
export type ReplyWay = (typeof REPLY_WAYS)[number];

/** Times are milliseconds since 1970, UTC. */
export type Instant = number;

/** Where a tip stands with the desk, since when, and by whose hand (the staff member's e-mail). */
export type TipState =
  | { is: 'new' }
  | { is: 'open'; since: Instant; by: string }
  | { is: 'closed'; since: Instant; by: string };

export type StateName = TipState['is'];

type WhatStays = {
  number: number;
  channel: Channel;
  lang: Lang;
  receivedAt: Instant;
  state: TipState;
  /** Grows with each change by staff; a change carries the version it saw. */
  version: number;
};

export type KeptTip = WhatStays & {
  kept: true;
  /** The title, or the message's first words: one line, never empty. */
  headline: string;
  title: string | null;
  message: string;
  place: string | null;
  /** `at` is null when the typed words could not be read as a time. */
  happened: { typed: string; at: Instant | null } | null;
  /** An http(s) URL the reader came from. */
  article: string | null;
  name: string | null;
  contacts: Contact[];
  consentContact: boolean;
  consentMedia: boolean;
  age14: 'yes' | 'no' | null;
  files: KeptFile[];
};

/** Its text, contacts and files are gone; the number and the history stay. */
export type ForgottenTip = WhatStays & { kept: false; forgottenAt: Instant };

export type Tip = KeptTip | ForgottenTip;

/** `parsed` is a phone number in international form where it could be read; `mayReply` is the reader's choice. */
export type Contact = { way: ReplyWay; typed: string; parsed: string | null; mayReply: boolean };

/** `claimedType` is what the sender said, and no more. `sha256` is hex. */
export type TipFile = { id: string; name: string; size: number; claimedType: string; sha256: string };

/** A file of a tip with what was found out about it since. */
export type KeptFile = TipFile & { inspection: Inspection; scan: Scan };

/** One row of the list. */
export type TipRow = WhatStays & {
  /** Null once forgotten. */
  headline: string | null;
  place: string | null;
  fileCount: number;
  replyWays: ReplyWay[];
  unread: boolean;
};

export const EVENT_KINDS = [
  'received',
  'viewed',
  'contact viewed',
  'file viewed',
  'opened',
  'closed',
  'reopened',
  'noted',
  'forgotten',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** `by` is a staff member's e-mail, null for what happened by itself; `file` the id of the file that it is about. */
export type TipEvent = { kind: EventKind; at: Instant; by: string | null; file: string | null };

export type Note = { id: string; at: Instant; by: string; body: string };

/** What became of one mail that the tip owed. */
export type MailFate = {
  recipient: string;
  attempts: number;
  state: 'owed' | 'done' | 'set aside' | 'dropped';
  at: Instant;
  lastError: string | null;
  /** There was no mail server when it was due. */
  keptAsFile: boolean;
};

/** Everything that the tip's page shows. */
export type TipFolder = { tip: Tip; notes: Note[]; events: TipEvent[]; mails: MailFate[] };
