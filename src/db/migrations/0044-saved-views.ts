import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lists that staff have called by a name: of one's own, and of all. */
export const savedViews: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('saved_views')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('staff_id', 'text', column => column.references('staff.id'))
      .addColumn('name_hash', 'text', column => column.notNull().unique())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('master', 'integer', column => column.notNull())
      .addColumn('sealed', 'text', column => column.notNull())
      .execute();
    await schema.createIndex('saved_views_of').on('saved_views').column('staff_id').execute();
  },
};
