import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { randomId } from '../../crypto/ids.ts';

/** Files that arrive in parts, and what is found out about files after they are in. */
export function uploadsAndInspections(): Migration {
  const required = (column: ColumnDefinitionBuilder) => column.notNull();
  const id = (column: ColumnDefinitionBuilder) => column.primaryKey();
  const ofFile = (column: ColumnDefinitionBuilder) => column.primaryKey().references('files.id');

  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('uploads')
        .addColumn('id', 'text', id)
        .addColumn('size', 'bigint', required)
        .addColumn('arrived', 'bigint', required)
        .addColumn('sha256', 'text')
        .addColumn('claimed_type', 'text', required)
        .addColumn('begun_at', 'bigint', required)
        .addColumn('last_at', 'bigint', required)
        .addColumn('name', 'text', required)
        .execute();
      await db.schema.createIndex('uploads_by_last').on('uploads').column('last_at').execute();
      await db.schema
        .createTable('inspections')
        .addColumn('file', 'text', ofFile)
        .addColumn('at', 'bigint', required)
        .addColumn('broken', 'integer', required)
        .addColumn('type', 'text')
        .addColumn('thumbnail', 'text')
        .addColumn('thumbnail_size', 'bigint')
        .addColumn('copy', 'text')
        .addColumn('copy_size', 'bigint')
        .addColumn('copy_type', 'text')
        .addColumn('details', 'text', required)
        .execute();
      for (const made of ['thumbnail', 'copy'] as const)
        await db.schema.createIndex(`inspections_${made}`).on('inspections').column(made).execute();
      await db.schema
        .createTable('scans')
        .addColumn('file', 'text', ofFile)
        .addColumn('at', 'bigint', required)
        .addColumn('verdict', 'text', required)
        .addColumn('signature', 'text')
        .execute();
      await oweInspections(db);
    },
  };
}

/** Files that came before are looked at too. */
async function oweInspections(db: Kysely<unknown>) {
  const files = await sql<{ id: string; received_at: number }>`
    select files.id, tips.received_at from files join tips on tips.number = files.tip`.execute(db);
  for (const { id, received_at } of files.rows) {
    await sql`
      insert into outbox (id, kind, subject, position, state, attempts, due, created_at)
      values (${randomId()}, 'inspect file', ${id}, 1, 'owed', 0, ${received_at}, ${received_at})`.execute(
      db,
    );
  }
}
