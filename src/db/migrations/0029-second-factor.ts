import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What staff prove themselves by beside the password: an app's codes, and codes for when the phone is lost. */
export const secondFactor: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('totp')
      .addColumn('staff_id', 'text', column => column.primaryKey().references('staff.id').onDelete('cascade'))
      .addColumn('master', 'integer', column => column.notNull())
      .addColumn('sealed', 'text', column => column.notNull())
      .addColumn('added_at', 'bigint', column => column.notNull())
      .addColumn('last_step', 'bigint', column => column.notNull())
      .execute();
    await db.schema
      .createTable('recovery_codes')
      .addColumn('code_hash', 'text', column => column.primaryKey())
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id').onDelete('cascade'))
      .addColumn('used_at', 'bigint')
      .execute();
    await db.schema.createIndex('recovery_codes_of_staff').on('recovery_codes').column('staff_id').execute();
  },
};
