import type { Generated } from 'kysely';
import type { ColumnsOf } from './column.ts';

export type HistoryTables = {
  /** Who did what and when. It is only ever added to, holds no content, and outlives the tip that it is about. */
  events: {
    id: Generated<number>;
    /** Null for what is of no tip. */
    tip: number | null;
    kind: string;
    staff_id: string | null;
    at: number;
    /** The file that it is about, which may be gone. */
    file: Generated<string | null>;
    /** The id of whom or what it is about, where that is no tip. */
    subject: Generated<string | null>;
    /** What more there is to say of it, in the desk's own words, such as the role that was given. */
    detail: Generated<string | null>;
  };
  /** The entries of the history in the order in which they were chained: each one's proof covers the one before it. */
  history_chain: {
    /** 1 for the first, without a gap. */
    place: number;
    event: number;
    /** As the event has them, so that entries are found by them, while whoever notes an event writes no index for it. */
    at: number;
    kind: string;
    staff_id: string | null;
    /** A keyed hash. Base64url. */
    proof: string;
  };
};

export const historyColumns = {
  events: {
    id: 'none',
    tip: 'none',
    kind: 'none',
    staff_id: 'none',
    at: 'none',
    file: 'none',
    subject: 'none',
    detail: 'none',
  },
  history_chain: {
    place: 'none',
    event: 'none',
    at: 'none',
    kind: 'none',
    staff_id: 'none',
    proof: 'none',
  },
} as const satisfies ColumnsOf<HistoryTables>;
