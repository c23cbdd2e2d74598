import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The key of each file, wrapped, and what is told of a file, sealed under it; null: it stands as it was sent. Of an upload also
 * what has come of the chunk that is not full.
 */
export const sealedFiles = (engine: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const column of ['wrapped', 'sealed'])
      await db.schema.alterTable('files').addColumn(column, 'text').execute();
    await db.schema.alterTable('uploads').addColumn('master', 'integer').execute();
    for (const column of ['wrapped', 'sealed', 'progress'])
      await db.schema.alterTable('uploads').addColumn(column, 'text').execute();
    // PostgreSQL keeps a sample of each column's values, in which the key of a forgotten tip's file would outlive it.
    if (engine === 'postgres') await sql`alter table uploads alter wrapped set statistics 0`.execute(db);
    for (const column of ['thumbnail_wrapped', 'copy_wrapped'])
      await db.schema.alterTable('inspections').addColumn(column, 'text').execute();
  },
});
