import type { Generated } from 'kysely';
import type { ColumnsOf, Flag } from './column.ts';

/** What readers and staff say to each other. */
export type TalkTables = {
  messages: {
    id: string;
    tip: number;
    direction: 'in' | 'out';
    channel: string;
    at: number;
    /** Empty where it is sealed. */
    body: string;
    /** What staff noted of a call beside it, as JSON; null where it is sealed, and of what its reader wrote. */
    call: Generated<string | null>;
    /** As JSON, under the tip's key; null where an older version wrote it. So everywhere. */
    sealed: Generated<string | null>;
    /** Who of the staff wrote it, and which way it goes, one of `ANSWER_WAYS`; null of what its reader said. */
    staff_id: Generated<string | null>;
    way: Generated<string | null>;
    /** Of an answer: since when its reader can see it; until then it can be undone. */
    shown_at: Generated<number | null>;
    /** When its reader first had it before them. */
    read_at: Generated<number | null>;
    /** When its reader took it from their page. */
    taken_away_at: Generated<number | null>;
  };
  contacts: {
    id: string;
    tip: number;
    way: string;
    may_reply: Flag;
    typed: string;
    parsed: string | null;
    sealed: Generated<string | null>;
  };
  /** What was typed of a call and not written down yet: of no tip, and its writer's alone. */
  call_drafts: {
    id: string;
    staff_id: string;
    revision: number;
    at: number;
    /** Sealed under this master. */
    master: number;
    sealed: string;
  };
};

export const talkColumns = {
  messages: {
    id: 'none',
    tip: 'none',
    direction: 'none',
    channel: 'none',
    at: 'none',
    body: 'content',
    call: 'content',
    sealed: 'content',
    staff_id: 'none',
    way: 'none',
    shown_at: 'none',
    read_at: 'none',
    taken_away_at: 'none',
  },
  contacts: {
    id: 'none',
    tip: 'none',
    way: 'none',
    may_reply: 'none',
    typed: 'content',
    parsed: 'content',
    sealed: 'content',
  },
  call_drafts: {
    id: 'none',
    staff_id: 'none',
    revision: 'none',
    at: 'none',
    master: 'none',
    sealed: 'content',
  },
} as const satisfies ColumnsOf<TalkTables>;
