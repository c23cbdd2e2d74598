import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a file took of the sandbox, in milliseconds. Null where an older version looked at it. */
export const timeTaken: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('inspections').addColumn('took', 'bigint').execute();
  },
};
