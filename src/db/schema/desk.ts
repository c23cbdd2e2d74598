import type { ColumnsOf } from './column.ts';

export type DeskTables = {
  /** What the desk knows of itself, such as its key's fingerprint. */
  desk_facts: { name: string; value: string };
  /** Who serves it just now. Times are the database's own, whatever clock a process has. */
  processes: {
    id: string;
    version: string;
    /** By which it opens the desk: the beginning of its fingerprint. Null: by one that is not known. */
    secret_key: string | null;
    started_at: number;
    seen_at: number;
  };
};

export const deskColumns = {
  desk_facts: {
    name: 'none',
    value: 'none',
  },
  processes: {
    id: 'none',
    version: 'none',
    secret_key: 'none',
    started_at: 'none',
    seen_at: 'none',
  },
} as const satisfies ColumnsOf<DeskTables>;
