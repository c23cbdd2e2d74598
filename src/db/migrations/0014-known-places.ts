import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** From where each account has signed in lately. A version that does not know this keeps it in memory. */
export const knownPlaces: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('known_places')
      .addColumn('place', 'text', column => column.primaryKey())
      .addColumn('staff_id', 'text', column => column.notNull().references('staff.id').onDelete('cascade'))
      .addColumn('last_at', 'bigint', column => column.notNull())
      .execute();
    await db.schema.createIndex('known_places_of_staff').on('known_places').column('staff_id').execute();
  },
};
