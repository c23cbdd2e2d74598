import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which process works on an upload, so that no other does. */
export const uploadHolds: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('uploads').addColumn('held_by', 'text').execute();
    await db.schema.alterTable('uploads').addColumn('held_until', 'bigint').execute();
  },
};
