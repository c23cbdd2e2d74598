import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What leads to each view of the list, in the very words of `tips/list/views.ts`, or no engine finds it. Of what stands in few, the few
 * alone have an entry; a tip that comes in writes four.
 */
export const listsOfTips: Migration = {
  async up(db: Kysely<unknown>) {
    for (const index of [
      sql`create index tips_state on tips (state, number)`,
      sql`create index tips_received on tips (received_at, number)`,
      sql`create index tips_changed on tips (coalesce(changed_at, received_at), number)`,
      sql`create index tips_unassigned on tips (number) where assignee is null and state <> 'closed'`,
      sql`create index tips_at_work_of on tips (assignee, number) where assignee is not null and state <> 'closed'`,
      sql`create index tips_answered on tips (number) where reader_at > coalesce(staff_at, received_at)`,
      sql`create index tips_spam on tips (number) where outcome = 'spam'`,
      sql`create index tips_important on tips (importance, number) where importance > 0`,
    ])
      await index.execute(db);
    await db.schema
      .alterTable('files')
      .addColumn('media', 'integer', column => column.notNull().defaultTo(0))
      .execute();
  },
};
