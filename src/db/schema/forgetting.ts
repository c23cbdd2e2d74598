import type { Generated } from 'kysely';
import type { ColumnsOf } from './column.ts';

export type ForgettingTables = {
  /** Legal holds: while its row stands, nothing of the tip is forgotten. */
  holds: {
    tip: number;
    staff_id: string;
    at: number;
    reason: string;
    sealed: Generated<string | null>;
  };
  /** The proof of each forgetting. It names nobody but staff. */
  forgettings: {
    tip: number;
    at: number;
    /** Null where a rule did it. */
    staff_id: string | null;
    /** The rule by which it went; null where staff did it. */
    rule: string | null;
    /** What was destroyed, by counts and by the ids of files, as JSON. */
    destroyed: string;
    /** Over the number and the ids of all rows that were destroyed: a backup of then has the same. Hex. */
    digest: string;
    /** Over what never changes of a tip: every backup that holds it has the same, whatever came to it later. Hex. */
    tip_digest: string | null;
    /** Since when nothing of it is owed any more. */
    proved_at: number | null;
  };
  /** What the newsroom was told of tips that are to go by themselves. */
  notices: {
    id: string;
    /** When it was told; null while its tips are still gathered. */
    at: number | null;
    /** How many they were then, and when the first of them was to go. */
    tips: number;
    first_due: number | null;
  };
  /** Which tips a notice told of, and when each was to go: another time must be told anew. */
  announcements: {
    tip: number;
    due: number;
    notice: string;
  };
};

export const forgettingColumns = {
  holds: {
    tip: 'none',
    staff_id: 'none',
    at: 'none',
    reason: 'content',
    sealed: 'content',
  },
  forgettings: {
    tip: 'none',
    at: 'none',
    staff_id: 'none',
    rule: 'none',
    destroyed: 'none',
    digest: 'none',
    tip_digest: 'none',
    proved_at: 'none',
  },
  notices: {
    id: 'none',
    at: 'none',
    tips: 'none',
    first_due: 'none',
  },
  announcements: {
    tip: 'none',
    due: 'none',
    notice: 'none',
  },
} as const satisfies ColumnsOf<ForgettingTables>;
