import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What of a file is in S3 before the file is whole. */
export function filesInS3(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('s3_incoming')
        .addColumn('file', 'text', column => column.primaryKey())
        .addColumn('writer', 'text', column => column.notNull())
        .addColumn('part_size', 'bigint', column => column.notNull())
        .addColumn('upload_id', 'text')
        .addColumn('tail_key', 'text')
        .addColumn('tail_part', 'integer')
        .addColumn('tail_size', 'bigint')
        .addColumn('at', 'bigint', column => column.notNull())
        .execute();
      await db.schema
        .createTable('s3_parts')
        .addColumn('file', 'text', column =>
          column.notNull().references('s3_incoming.file').onDelete('cascade'),
        )
        .addColumn('number', 'integer', column => column.notNull())
        .addColumn('size', 'bigint', column => column.notNull())
        .addColumn('etag', 'text', column => column.notNull())
        .addColumn('hash', 'text', column => column.notNull())
        .addPrimaryKeyConstraint('s3_parts_pk', ['file', 'number'])
        .execute();
    },
  };
}
