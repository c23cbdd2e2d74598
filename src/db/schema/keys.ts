import type { ColumnsOf } from './column.ts';

export type KeyTables = {
  /** The masters, under each secret key that opens the desk: two of them while it is changed. */
  seal_keys: {
    id: string;
    /** 0 for what lasts; 1 and up seal what is kept, the highest what is written now. */
    master: number;
    /** The fingerprint of the secret key. */
    wrapped_by: string;
    wrapped: string;
    made_at: number;
  };
  /** To delete its row is to forget a tip: nothing of it opens without. */
  tip_keys: {
    tip: number;
    master: number;
    salt: string;
  };
};

export const keyColumns = {
  seal_keys: {
    id: 'none',
    master: 'none',
    wrapped_by: 'none',
    wrapped: 'none',
    made_at: 'none',
  },
  tip_keys: {
    tip: 'none',
    master: 'none',
    salt: 'none',
  },
} as const satisfies ColumnsOf<KeyTables>;
