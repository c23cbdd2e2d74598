import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the newsroom was told of tips that are to go, an index that leads to these, and a digest by which older backups know them. */
export const noticesOfForgetting: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('notices')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('at', 'bigint')
      .addColumn('tips', 'integer', column => column.notNull())
      .addColumn('first_due', 'bigint')
      .execute();
    await schema
      .createTable('announcements')
      .addColumn('tip', 'bigint', column => column.primaryKey().references('tips.number'))
      .addColumn('due', 'bigint', column => column.notNull())
      .addColumn('notice', 'text', column => column.notNull().references('notices.id'))
      .execute();
    await schema.createIndex('announcements_of').on('announcements').column('notice').execute();
    await schema.alterTable('forgettings').addColumn('tip_digest', 'text').execute();
    await schema.dropIndex('tips_kept').execute();
    // In the very words of `tips/end/due.ts`, or no engine finds it.
    await sql`
      create index tips_due on tips (
        (case when state = 'closed' then case when outcome = 'used' then 'used' else 'unused' end
          when state in ('new', 'open') then 'open' end),
        (case when state = 'closed' then state_since else coalesce(reader_at, received_at) end),
        number
      ) where forgotten_at is null`.execute(db);
  },
};
