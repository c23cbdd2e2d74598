import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which topics readers are offered no longer. An older version beside offers them still, and loses nothing by it. */
export const endedTopics: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('topics').addColumn('ended_at', 'bigint').execute();
  },
};
