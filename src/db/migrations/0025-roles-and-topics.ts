import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What a tip is about and whose it is, by which rights go. The word for accounts of before stays as it is: a version that
 * knows no roles may be at work beside, and knows no other.
 */
export const rolesAndTopics: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('topics')
      .addColumn('slug', 'text', column => column.primaryKey())
      .addColumn('position', 'integer', column => column.notNull())
      .addColumn('name_ko', 'text', column => column.notNull())
      .addColumn('name_en', 'text', column => column.notNull())
      .addColumn('hint_ko', 'text', column => column.notNull())
      .addColumn('hint_en', 'text', column => column.notNull())
      .addColumn('inbox', 'text', column => column.notNull())
      .addColumn('confidential', 'integer', column => column.notNull())
      .addColumn('hides_contacts', 'integer', column => column.notNull())
      .addColumn('version', 'integer', column => column.notNull())
      .execute();
    await schema
      .createTable('topic_members')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('topic', 'text', column => column.notNull().references('topics.slug'))
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
      .addUniqueConstraint('topic_members_once', ['staff_id', 'topic'])
      .execute();
    await schema
      .createTable('mentions')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('tip', 'bigint', column => column.notNull().references('tips.number'))
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
      .addUniqueConstraint('mentions_once', ['staff_id', 'tip'])
      .execute();
    await schema
      .alterTable('tips')
      .addColumn('topic', 'text', column => column.references('topics.slug'))
      .execute();
    await schema
      .alterTable('tips')
      .addColumn('assignee', 'text', column => column.references('staff.id'))
      .execute();
    // Of the many tips that have neither, intake writes no entry.
    for (const column of ['topic', 'assignee'])
      await schema
        .createIndex(`tips_${column}`)
        .on('tips')
        .columns([column, 'number'])
        .where(sql.ref(column), 'is not', null)
        .execute();
  },
};
