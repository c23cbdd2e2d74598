import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Under which secret key a process was started, so that none is left behind when a key is ended. */
export const processKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('processes').addColumn('secret_key', 'text').execute();
  },
};
