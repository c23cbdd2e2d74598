import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whoever took a tip up before it was assigned by that has it: when they leave, it is told, and becomes nobody's. */
export const takersOfTips: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      update tips set assignee = state_by
      where state = 'open' and assignee is null and state_by is not null`.execute(db);
  },
};
