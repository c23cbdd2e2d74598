import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which processes serve the desk, of which version; when staff signed in last, and whose account has ended. */
export const processesAndAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('processes')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('version', 'text', column => column.notNull())
      .addColumn('started_at', 'bigint', column => column.notNull())
      .addColumn('seen_at', 'bigint', column => column.notNull())
      .execute();
    await db.schema.alterTable('staff').addColumn('signed_in_at', 'bigint').execute();
    await db.schema.alterTable('staff').addColumn('ended_at', 'bigint').execute();
  },
};
