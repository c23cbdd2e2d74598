import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The CRC-32 that a zip says before each file. Null where an older version took it in. */
export const zipChecksums: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of ['files', 'uploads', 's3_parts'])
      await db.schema.alterTable(table).addColumn('crc32', 'bigint').execute();
  },
};
