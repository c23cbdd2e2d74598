import type { ColumnsOf } from './column.ts';

/** By what names staff call lists. */
export type ViewTables = {
  saved_views: {
    id: string;
    /** Whose own it is; null: it is shared with the desk. */
    staff_id: string | null;
    /** A keyed hash of its owner and its name, folded: each calls one view by a name. */
    name_hash: string;
    created_at: number;
    /** Grows with each change: a change carries the one that it saw. */
    version: number;
    /** Sealed under this master: name and query, in the newsroom's own words; it hangs on no tip, and goes with none. */
    master: number;
    sealed: string;
  };
};

export const viewColumns = {
  saved_views: {
    id: 'none',
    staff_id: 'none',
    name_hash: 'none',
    created_at: 'none',
    version: 'none',
    master: 'none',
    sealed: 'none',
  },
} as const satisfies ColumnsOf<ViewTables>;
