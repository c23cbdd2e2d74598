import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where a file of before stands since it was sealed, and which are still to be: found by index, however many there are. */
export const movedFiles: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('files').addColumn('stored', 'text').execute();
    for (const index of [
      sql`create index files_stored on files (stored) where stored is not null`,
      sql`create index files_plain on files (id) where wrapped is null`,
      sql`create index thumbnails_plain on inspections (file) where thumbnail is not null and thumbnail_wrapped is null`,
      sql`create index copies_plain on inspections (file) where copy is not null and copy_wrapped is null`,
    ])
      await index.execute(db);
  },
};
