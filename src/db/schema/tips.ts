import type { Generated } from 'kysely';
import type { ColumnsOf, Flag } from './column.ts';

export type TipTables = {
  tips: {
    number: Generated<number>;
    channel: string;
    /** Always null. Other platforms' ids name people: a channel that has some keeps a keyed hash to find a tip by. */
    external_id: Generated<null>;
    receipt_hash: string;
    lang: string;
    received_at: number;
    state: string;
    state_since: number;
    state_by: string | null;
    /** What came of it, one of `OUTCOMES`; null while it is not closed, and where an older version closed it. */
    outcome: Generated<string | null>;
    version: number;
    forgotten_at: number | null;
    /** When its reader said something last; null where an older version took it in: then it is `received_at`. */
    reader_at: Generated<number | null>;
    /** What it is about; null: nobody said. */
    topic: Generated<string | null>;
    /** Whose it is; null: nobody's. */
    assignee: Generated<string | null>;
    /** From 0, as most are, to 2. */
    importance: Generated<number>;
    /** The day on which it is looked at again, `YYYY-MM-DD` in the desk's time zone; null: on none. */
    remind_on: Generated<string | null>;
    /** The number of the tip that it says once more; null where it is closed as no duplicate. */
    duplicate_of: Generated<number | null>;
    /** When staff last wrote to its reader; null: never. */
    staff_at: Generated<number | null>;
    /** Up to when what its reader said needs no answer; null: nobody of the staff has said so. */
    no_answer_at: Generated<number | null>;
    /** When staff or its reader last changed it; null: never since it came. */
    changed_at: Generated<number | null>;
    /** What its reader has said since of photos and films, one of `PERMISSIONS`; null: nothing but `consent_media`. */
    permission: Generated<string | null>;
    /** Why its reader can write no more, one of `TALK_ENDS`; null: they can. */
    talk_ended: Generated<string | null>;
    /** Where it is withdrawn: from when on its time counts. Earlier than it was withdrawn where it would have gone sooner else. */
    withdrawn_since: Generated<number | null>;
    consent_contact: Flag;
    consent_media: Flag;
    age_14: string | null;
    headline: string | null;
    title: string | null;
    place: string | null;
    happened_typed: string | null;
    happened_at: number | null;
    article: string | null;
    name: string | null;
  };
  /** What a tip's own row says in words, under its key: then that row says nothing of it. */
  tip_heads: {
    tip: number;
    sealed: string;
  };
  /** What was said when it was closed. */
  closures: {
    tip: number;
    /** The address of what was published. */
    article: string | null;
    sealed: Generated<string | null>;
  };
  notes: {
    id: string;
    tip: number;
    staff_id: string;
    at: number;
    body: string;
    sealed: Generated<string | null>;
  };
  /** What staff have typed and not sent, each for its writer alone. */
  drafts: {
    id: string;
    tip: number;
    staff_id: string;
    revision: number;
    at: number;
    /** Under a key that is not in the database. */
    sealed: string;
  };
  /** Whom a note called to the tip. */
  mentions: {
    id: string;
    tip: number;
    staff_id: string;
  };
  /** Tips whose words were added to or changed since somebody last made them ready to be searched. */
  search_due: { tip: number };
};

export const tipColumns = {
  tips: {
    number: 'none',
    channel: 'none',
    external_id: 'none',
    receipt_hash: 'none',
    lang: 'none',
    received_at: 'none',
    state: 'none',
    state_since: 'none',
    state_by: 'none',
    outcome: 'none',
    version: 'none',
    forgotten_at: 'none',
    reader_at: 'none',
    topic: 'none',
    assignee: 'none',
    importance: 'none',
    remind_on: 'none',
    duplicate_of: 'none',
    staff_at: 'none',
    no_answer_at: 'none',
    changed_at: 'none',
    permission: 'none',
    talk_ended: 'none',
    withdrawn_since: 'none',
    consent_contact: 'none',
    consent_media: 'none',
    age_14: 'none',
    headline: 'content',
    title: 'content',
    place: 'content',
    happened_typed: 'content',
    happened_at: 'content',
    article: 'content',
    name: 'content',
  },
  tip_heads: {
    tip: 'none',
    sealed: 'content',
  },
  closures: {
    tip: 'none',
    article: 'content',
    sealed: 'content',
  },
  notes: {
    id: 'none',
    tip: 'none',
    staff_id: 'none',
    at: 'none',
    body: 'content',
    sealed: 'content',
  },
  drafts: {
    id: 'none',
    tip: 'none',
    staff_id: 'none',
    revision: 'none',
    at: 'none',
    sealed: 'content',
  },
  mentions: {
    id: 'none',
    tip: 'none',
    staff_id: 'none',
  },
  search_due: { tip: 'none' },
} as const satisfies ColumnsOf<TipTables>;
