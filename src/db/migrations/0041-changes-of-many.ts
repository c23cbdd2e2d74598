import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What somebody changed of many tips at once, and what each of them was before, so that it can be undone. */
export const changesOfMany: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('bulk_changes')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('outcome', 'text')
      .addColumn('left_alone', 'text', column => column.notNull())
      .addColumn('undone_at', 'bigint')
      .addColumn('undone', 'integer', column => column.notNull())
      .execute();
    await schema.createIndex('bulk_changes_at').on('bulk_changes').column('at').execute();
    await schema
      .createTable('changed_tips')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('change', 'text', column => column.notNull().references('bulk_changes.id'))
      .addColumn('tip', 'bigint', column => column.notNull().references('tips.number'))
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('former_version', 'integer', column => column.notNull())
      .addColumn('event', 'bigint', column => column.notNull())
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('state_since', 'bigint', column => column.notNull())
      .addColumn('state_by', 'text')
      .addColumn('outcome', 'text')
      .addColumn('duplicate_of', 'bigint')
      .addColumn('topic', 'text')
      .addColumn('assignee', 'text')
      .addColumn('importance', 'integer', column => column.notNull())
      .addColumn('remind_on', 'text')
      .addColumn('said', 'text', column => column.notNull())
      .addColumn('sealed', 'text')
      .addUniqueConstraint('changed_tips_once', ['change', 'tip'])
      .execute();
    for (const column of ['tip', 'event'])
      await schema.createIndex(`changed_tips_${column}`).on('changed_tips').column(column).execute();
  },
};
