import type { FileSeal } from '../files/sealed/stored-as.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Inspection, Scan } from '../media/inspection.ts';
import type { Named } from '../staff/called.ts';
import type { OrUnknown } from '../unknown.ts';
import type { Channel } from './channels.ts';
import type { TextField } from './fields.ts';
import type { EventKind } from './history/kinds.ts';
import type { Importance } from './importance.ts';
import type { Outcome } from './outcomes.ts';
import type { StateName } from './states.ts';
import type { Moved } from './topics/moved.ts';
import type { Turn } from './turns.ts';
import type { TypedBeside } from './typed-beside.ts';

export const REPLY_WAYS = ['phone', 'email', 'chat'] as const;
export type ReplyWay = (typeof REPLY_WAYS)[number];

/** Whether the reader is fourteen. */
export const AGES = ['yes', 'no'] as const;
export type Age = (typeof AGES)[number];

/** Whether photos and videos may be used, as the reader said; `unnamed`: without telling whose they are. */
export const PERMISSIONS = ['yes', 'unnamed', 'no'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * Why a reader can write no more. `withdrawn`: they have taken the tip back themselves. `closed`: staff have, as where somebody
 * abuses the desk.
 */
export const TALK_ENDS = ['withdrawn', 'closed'] as const;
export type TalkEnd = (typeof TALK_ENDS)[number];

/** Null for a text that does not open: it is damaged, or its key is gone. */
export type Opened = string | null;

/** Times are milliseconds since 1970, UTC. */
export type Instant = number;

/** Where a tip is with the desk, since when, and by whose hand, null for nobody's. */
type TipState = { is: OrUnknown<StateName>; since: Instant; by: Named | null };

type WhatStays = {
  number: number;
  channel: OrUnknown<Channel>;
  lang: OrUnknown<Lang>;
  receivedAt: Instant;
  state: TipState;
  /** Null where it is not closed, and where nobody said it: then it counts as not used. */
  outcome: OrUnknown<Outcome> | null;
  /** Null while its reader can go on with it. */
  talkEnded: OrUnknown<TalkEnd> | null;
  /** Grows with each change by staff; a change carries the version it saw. */
  version: number;
  /** What it is about, by its slug; null: nobody said. */
  topic: string | null;
  /** Whose turn it is in the talk; null: nobody's. */
  turn: Turn | null;
  /** Its reader wrote last, and staff have said that this needs no answer. */
  needsNoAnswer: boolean;
};

export type KeptTip = WhatStays &
  Record<TextField, string | null> & {
    kept: true;
    /** The title, or the message's first words: one line, never empty. */
    headline: Opened;
    message: Opened;
    /** What was read of the typed words: a moment, a day alone (ISO 8601), or nothing. */
    happened: { typed: string; at: Instant | null; day: string | null } | null;
    /** An http(s) URL the reader came from. */
    article: string | null;
    contacts: KeptContact[];
    /** To the use of name and contacts; null where neither was given, so that it was never asked. */
    consentContact: boolean | null;
    /** Null where no file was given, so that it was never asked. */
    permission: Permission | null;
    /** Null where it was not answered. */
    age14: OrUnknown<Age> | null;
    files: KeptFile[];
    /** What staff have sent to its reader along with answers: none of what came in. */
    sentFiles: KeptFile[];
  };

/** Its text, contacts and files are gone; the number and the history stay. */
export type ForgottenTip = WhatStays & { kept: false; forgottenAt: Instant };

export type Tip = KeptTip | ForgottenTip;

/** A tip of which all opens that its reader wrote. */
export type OpenedTip = Omit<KeptTip, 'headline' | 'message' | 'contacts'> & {
  headline: string;
  message: string;
  contacts: Contact[];
};

export const isOpened = (tip: KeptTip): tip is OpenedTip =>
  tip.headline !== null && tip.message !== null && tip.contacts.every(({ typed }) => typed !== null);

/** Whether its name and its sums open. */
export const isFileOpened = ({ sha256 }: Pick<TipFile, 'sha256'>): boolean => sha256 !== '';

/** `parsed` is a phone number in international form where it could be read; `mayReply` is the reader's choice. */
export type Contact<Way = OrUnknown<ReplyWay>, Typed extends Opened = string> = {
  way: Way;
  typed: Typed;
  parsed: string | null;
  mayReply: boolean;
};

/**
 * `claimedType` is what the sender said, and no more. `sha256` is hex, and empty where it does not open; `crc32` is null where an older
 * version took it in. `seal` is null where it stands as it was sent.
 */
export type TipFile = {
  id: string;
  name: string;
  size: number;
  claimedType: string;
  sha256: string;
  crc32: number | null;
  seal: FileSeal | null;
};

export type KeptContact = Contact<OrUnknown<ReplyWay>, Opened>;

/** A file of a tip with what was found out about it since. `disturbing`: nobody is to see it unasked. */
export type KeptFile = TipFile & { inspection: Inspection; scan: Scan; disturbing: boolean };

/** What was found where. Contacts are not told: who sees one stands in the history. */
export type Excerpt = { in: 'message' | 'note' | 'file'; text: string } | { in: 'contact' };

/** What the list shows of a tip's files: the thumbnail of a picture (`file`: of which), or that there is a film, or something else. */
export type Lead =
  | { is: 'picture'; file: string }
  /** `seconds`: how long it plays, where it tells. */
  | { is: 'film'; seconds: number | null }
  | { is: 'file' };

/** One row of the list. */
export type TipRow = WhatStays & {
  /** False once forgotten: then there are no words. */
  kept: boolean;
  headline: Opened;
  place: string | null;
  fileCount: number;
  /** Null where it has no file. */
  lead: Lead | null;
  noteCount: number;
  permission: Permission | null;
  replyWays: OrUnknown<ReplyWay>[];
  unread: boolean;
  /** Whose it is; null: nobody's. */
  assignee: Named | null;
  importance: Importance;
  tags: readonly string[];
  /** When staff or its reader last changed it; a tip that nobody has changed, when it came. */
  changedAt: Instant;
  /** The day of the desk on which it is looked at again. */
  remindOn: string | null;
  /** Where a search found it, when this row does not show that. */
  excerpt: Excerpt | null;
};

/**
 * `id`: in the history; `by`: null for what happened by itself; `file` the id of the file that it is about; `moved` the slugs of the topics that it came
 * from and to, where that is known; `about`: whom it is about; `value`: what was chosen, as an importance or a day.
 */
export type TipEvent = {
  id: number;
  kind: OrUnknown<EventKind>;
  at: Instant;
  by: Named | null;
  file: string | null;
  moved?: Moved;
  about?: Named;
  value?: string;
};

export type Note = { id: string; at: Instant; by: Named; body: Opened };

/** An item of the checklist that somebody has made sure of, in the words that it had then. */
export type Check = { id: string; item: Opened; by: Named; at: Instant };

/** What its writer typed and has not sent; `revision` is 1 when it is new, and grows with each change. */
export type Draft = { id: string; revision: number; at: Instant; text: string; beside: TypedBeside };

/** A legal hold: while it stands, nothing of the tip is forgotten. `by`: whoever set it. */
export type Hold = { reason: Opened; by: Named; at: Instant };

export const MAIL_STATES = ['owed', 'done', 'set aside', 'dropped'] as const;

/** What became of a mail where there is no mail server. */
export const KEPT_AS_FILE = 'kept as file';

/** What became of one mail that the tip owed. */
export type MailFate = {
  id: string;
  recipient: string;
  attempts: number;
  state: OrUnknown<(typeof MAIL_STATES)[number]>;
  at: Instant;
  lastError: string | null;
  /** Tried in vain, and not in hand: it can be given up, or sent elsewhere. */
  isStuck: boolean;
  /** There was no mail server when it was due. */
  keptAsFile: boolean;
};
