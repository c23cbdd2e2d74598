import type { ColumnsOf } from './column.ts';

export type DeskTables = {
  /** What the desk knows of itself, such as its key's fingerprint, and up to which day all were reminded. */
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
  /** What each daily mail told: numbers alone. */
  daily_mails: {
    /** In the desk's time zone, ISO 8601. */
    day: string;
    /** When the numbers were counted. */
    at: number;
    /** Since when those have come that are told as having come. */
    since: number;
    came: number;
    /** Still new. */
    fresh: number;
    open: number;
    /** Of those that go by themselves, how many within the newsroom's notice. */
    going: number;
    /** Of the history, as it is shown; null where nothing was chained yet. */
    head: string | null;
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
  daily_mails: {
    day: 'none',
    at: 'none',
    since: 'none',
    came: 'none',
    fresh: 'none',
    open: 'none',
    going: 'none',
    head: 'none',
  },
} as const satisfies ColumnsOf<DeskTables>;
