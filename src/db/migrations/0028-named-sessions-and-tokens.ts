import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a session is called, and when its owner confirmed last; and the tokens by which programs come. */
export const namedSessionsAndTokens: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('sessions').addColumn('name', 'text').execute();
    await db.schema.alterTable('sessions').addColumn('confirmed_at', 'bigint').execute();
    await db.schema
      .createTable('api_tokens')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('token_hash', 'text', column => column.notNull().unique())
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id').onDelete('cascade'))
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('used_at', 'bigint')
      .execute();
    await db.schema.createIndex('api_tokens_of_staff').on('api_tokens').column('staff_id').execute();
  },
};
