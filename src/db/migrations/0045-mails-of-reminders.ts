import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether somebody wants mails of what they are to look at again. They do, until they say otherwise. */
export const mailsOfReminders: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('staff')
      .addColumn('mails_reminders', 'integer', added => added.notNull().defaultTo(1))
      .execute();
  },
};
