import type { Generated } from 'kysely';
import type { ColumnsOf } from './column.ts';

/** What staff say of tips. */
export type WorkTables = {
  /** By what staff call tips; none that no tip has. */
  tags: {
    id: string;
    /** A keyed hash of the name, folded: a tag is found by it, and there once. */
    name_hash: string;
    /** Sealed under this master. */
    master: number;
    sealed: string;
  };
  tip_tags: {
    id: string;
    tip: number;
    tag: string;
  };
  /** What of the checklist is ticked on a tip, by whom and when. */
  checks: {
    id: string;
    tip: number;
    staff_id: string;
    at: number;
    /** In the words that the checklist had. */
    item: string;
    sealed: string | null;
  };
  /** What somebody changed of many tips at once, for as long as it can be undone. */
  bulk_changes: {
    id: string;
    staff_id: string;
    at: number;
    /** One of `MANY`. */
    name: string;
    /** As what tips were closed by it. */
    outcome: Generated<string | null>;
    /** As JSON: the numbers of those that were left alone, and why. */
    left_alone: string;
    /** When somebody last asked for that; null: never. */
    undone_at: Generated<number | null>;
    /** So many of its tips are by now what they were before. */
    undone: number;
  };
  /** A tip that was changed by it, in the version that it has had since, and what it was before. */
  changed_tips: {
    id: string;
    change: string;
    tip: number;
    version: number;
    /** And before. */
    former_version: number;
    /** By which its history tells of the change. */
    event: number;
    state: string;
    state_since: number;
    state_by: Generated<string | null>;
    outcome: Generated<string | null>;
    duplicate_of: Generated<number | null>;
    topic: Generated<string | null>;
    assignee: Generated<string | null>;
    importance: number;
    remind_on: Generated<string | null>;
    /** As JSON: the article of its closing, and the tags by which the two differ. */
    said: string;
    sealed: Generated<string | null>;
  };
};

export const workColumns = {
  tags: {
    id: 'none',
    name_hash: 'none',
    master: 'none',
    sealed: 'content',
  },
  tip_tags: {
    id: 'none',
    tip: 'none',
    tag: 'none',
  },
  checks: {
    id: 'none',
    tip: 'none',
    staff_id: 'none',
    at: 'none',
    item: 'content',
    sealed: 'content',
  },
  bulk_changes: {
    id: 'none',
    staff_id: 'none',
    at: 'none',
    name: 'none',
    outcome: 'none',
    left_alone: 'none',
    undone_at: 'none',
    undone: 'none',
  },
  changed_tips: {
    id: 'none',
    change: 'none',
    tip: 'none',
    version: 'none',
    former_version: 'none',
    event: 'none',
    state: 'none',
    state_since: 'none',
    state_by: 'none',
    outcome: 'none',
    duplicate_of: 'none',
    topic: 'none',
    assignee: 'none',
    importance: 'none',
    remind_on: 'none',
    said: 'content',
    sealed: 'content',
  },
} as const satisfies ColumnsOf<WorkTables>;
