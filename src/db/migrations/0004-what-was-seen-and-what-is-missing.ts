import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which file a member of staff saw, what could not be made of a file, and how often its scan came to nothing. */
export function whatWasSeenAndWhatIsMissing(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('events').addColumn('file', 'text').execute();
      await db.schema.alterTable('inspections').addColumn('shortfall', 'text').execute();
      await db.schema
        .alterTable('scans')
        .addColumn('failures', 'integer', column => column.notNull().defaultTo(0))
        .execute();
    },
  };
}
