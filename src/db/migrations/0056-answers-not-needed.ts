import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Up to when what a reader said needs no answer. What leads to the tips whose reader wrote last leads past those, in the very words of
 * `tips/list/views.ts`: an older version beside this one goes along more tips, and tells the same of them as before.
 */
export const answersNotNeeded: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('tips').addColumn('no_answer_at', 'bigint').execute();
    await sql`drop index tips_answered`.execute(db);
    await sql`
      create index tips_answered on tips (number)
      where reader_at > coalesce(staff_at, received_at) and reader_at > coalesce(no_answer_at, 0)`.execute(
      db,
    );
  },
};
