import type { Generated } from 'kysely';
import type { ColumnsOf } from './column.ts';

export type JobTables = {
  outbox: {
    id: string;
    kind: string;
    subject: string;
    /** 1 for the first row of its kind and subject, 2 for the next: part of what makes a mail's Message-ID. */
    position: number;
    recipient: string | null;
    state: 'owed' | 'done' | 'set aside' | 'dropped';
    /** Counts the claims; whoever settles must name the count it claimed with, so that a late one changes nothing. */
    attempts: number;
    /** When the row may be claimed; a claim moves it to the end of its lease. */
    due: number;
    created_at: number;
    settled_at: number | null;
    last_error: string | null;
    /** What came of it, in a word of the handler's, where that is not plain. */
    outcome: string | null;
    /** Since when it is refused for a reason that may pass by itself. */
    refused_since: number | null;
    /** How often it broke off while what it carries was on the way, and nothing else had the same trouble. */
    broken_off: Generated<number>;
  };
  /** One row for each server that is, or was not long ago, in trouble. */
  pauses: {
    server: string;
    reason: string;
    since: number;
    /** How often it was asked whether it works again. */
    probes: number;
    /** When it is asked next. */
    probe_due: number;
    /** Null while it stands. */
    ended_at: number | null;
  };
};

export const jobColumns = {
  outbox: {
    id: 'none',
    kind: 'none',
    subject: 'none',
    position: 'none',
    recipient: 'none',
    state: 'none',
    attempts: 'none',
    due: 'none',
    created_at: 'none',
    settled_at: 'none',
    last_error: 'none',
    outcome: 'none',
    refused_since: 'none',
    broken_off: 'none',
  },
  pauses: {
    server: 'none',
    reason: 'none',
    since: 'none',
    probes: 'none',
    probe_due: 'none',
    ended_at: 'none',
  },
} as const satisfies ColumnsOf<JobTables>;
