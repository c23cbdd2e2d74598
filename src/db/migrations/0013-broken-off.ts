import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How often a mail broke off while its files were on the way. */
export const brokenOff: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('outbox')
      .addColumn('broken_off', 'integer', column => column.notNull().defaultTo(0))
      .execute();
  },
};
