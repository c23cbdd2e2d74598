import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What staff note of a call beside what was said, in the message's own row, with which it goes also where an older version forgets it.
 * And what of a call is typed and not written down yet, which is of no tip.
 */
export const calls: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('messages').addColumn('call', 'text').execute();
    await schema
      .createTable('call_drafts')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
      .addColumn('revision', 'integer', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('master', 'integer', column => column.notNull())
      .addColumn('sealed', 'text', column => column.notNull())
      .execute();
    await schema.createIndex('call_drafts_of').on('call_drafts').column('staff_id').execute();
  },
};
