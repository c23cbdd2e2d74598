import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What leads to the tips whose reader is waited for, in the very words of `tips/list/views.ts`. A tip that comes in writes no entry. */
export const turnsOfTalks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create index tips_waiting on tips (number)
      where staff_at >= coalesce(reader_at, received_at) and state <> 'closed'`.execute(db);
  },
};
