import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** By which staff sign in without a password, and the challenges that one has answered. */
export const passkeys: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('passkeys')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id').onDelete('cascade'))
      .addColumn('rp_id', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('public_key', 'text', column => column.notNull())
      .addColumn('counter', 'bigint', column => column.notNull())
      .addColumn('added_at', 'bigint', column => column.notNull())
      .addColumn('used_at', 'bigint')
      .execute();
    await db.schema.createIndex('passkeys_of_staff').on('passkeys').column('staff_id').execute();
    await db.schema
      .createTable('answered_challenges')
      .addColumn('challenge_hash', 'text', column => column.primaryKey())
      .addColumn('until', 'bigint', column => column.notNull())
      .execute();
  },
};
