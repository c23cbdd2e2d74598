import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What staff call tips by, what they have made sure of, and which pictures nobody should see unasked. */
export const tagsAndChecks: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('tags')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('name_hash', 'text', column => column.notNull().unique())
      .addColumn('master', 'integer', column => column.notNull())
      .addColumn('sealed', 'text', column => column.notNull())
      .execute();
    await schema
      .createTable('tip_tags')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('tip', 'bigint', column => column.notNull().references('tips.number'))
      .addColumn('tag', 'text', column => column.notNull().references('tags.id'))
      .addUniqueConstraint('tip_tags_once', ['tag', 'tip'])
      .execute();
    await schema.createIndex('tip_tags_of_tip').on('tip_tags').column('tip').execute();
    await schema
      .createTable('checks')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('tip', 'bigint', column => column.notNull().references('tips.number'))
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('item', 'text', column => column.notNull())
      .addColumn('sealed', 'text')
      .execute();
    await schema.createIndex('checks_of_tip').on('checks').column('tip').execute();
    await schema
      .alterTable('files')
      .addColumn('disturbing', 'integer', column => column.notNull().defaultTo(0))
      .execute();
  },
};
