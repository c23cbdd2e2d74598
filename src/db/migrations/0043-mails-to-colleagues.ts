import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Of what somebody wants mails. All of it, until they say otherwise. */
export const mailsToColleagues: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['mails_assigned', 'mails_mentioned'])
      await db.schema
        .alterTable('staff')
        .addColumn(column, 'integer', added => added.notNull().defaultTo(1))
        .execute();
  },
};
