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
} as const satisfies ColumnsOf<WorkTables>;
