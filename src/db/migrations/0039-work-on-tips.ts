import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How important a tip is, when it is looked at again, which tip it repeats, when staff wrote to its reader, and when it changed last. */
export const workOnTips: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('tips')
      .addColumn('importance', 'integer', column => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('tips').addColumn('remind_on', 'text').execute();
    for (const column of ['duplicate_of', 'staff_at', 'changed_at'])
      await db.schema.alterTable('tips').addColumn(column, 'bigint').execute();
    await db.schema
      .createIndex('tips_remind_on')
      .on('tips')
      .columns(['remind_on', 'number'])
      .where(sql.ref('remind_on'), 'is not', null)
      .execute();
  },
};
