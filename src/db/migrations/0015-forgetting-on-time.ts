import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What came of a tip, when its reader said something last, what keeps it, and what was destroyed of those that are forgotten. */
export const forgettingOnTime: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('tips').addColumn('outcome', 'text').execute();
    await schema.alterTable('tips').addColumn('reader_at', 'bigint').execute();
    await sql`update tips set reader_at = received_at`.execute(db);
    await schema
      .createTable('closures')
      .addColumn('tip', 'bigint', column => column.primaryKey().references('tips.number'))
      .addColumn('article', 'text')
      .execute();
    await schema
      .createTable('holds')
      .addColumn('tip', 'bigint', column => column.primaryKey().references('tips.number'))
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('reason', 'text', column => column.notNull())
      .execute();
    await schema
      .createTable('forgettings')
      .addColumn('tip', 'bigint', column => column.primaryKey().references('tips.number'))
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('staff_id', 'text', column => column.references('staff.id'))
      .addColumn('rule', 'text')
      .addColumn('destroyed', 'text', column => column.notNull())
      .addColumn('digest', 'text', column => column.notNull())
      .addColumn('proved_at', 'bigint')
      .execute();
    await schema.createIndex('forgettings_unproved').on('forgettings').column('proved_at').execute();
    await schema
      .createIndex('tips_kept')
      .on('tips')
      .columns(['state', 'state_since'])
      .where(sql.ref('forgotten_at'), 'is', null)
      .execute();
  },
};
