import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What each account is. Whoever had one could do all that there is; a version that knows no roles makes such accounts. */
export const staffRoles: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('staff')
      .addColumn('role', 'text', column => column.notNull().defaultTo('staff'))
      .execute();
  },
};
