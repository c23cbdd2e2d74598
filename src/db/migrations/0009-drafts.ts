import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What staff have typed for a tip and not sent yet. */
export const drafts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('drafts')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('tip', 'bigint', column => column.notNull().references('tips.number'))
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
      .addColumn('revision', 'integer', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('sealed', 'text', column => column.notNull())
      .execute();
    await db.schema.createIndex('drafts_of_tip').on('drafts').columns(['tip', 'staff_id']).execute();
    await db.schema.createIndex('drafts_of_staff').on('drafts').column('staff_id').execute();
  },
};
