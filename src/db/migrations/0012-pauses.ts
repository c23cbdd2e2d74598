import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which server is in trouble, so that all processes wait together; and since when a mail is refused for what may pass. */
export const pauses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('pauses')
      .addColumn('server', 'text', column => column.primaryKey())
      .addColumn('reason', 'text', column => column.notNull())
      .addColumn('since', 'bigint', column => column.notNull())
      .addColumn('probes', 'integer', column => column.notNull())
      .addColumn('probe_due', 'bigint', column => column.notNull())
      .addColumn('ended_at', 'bigint')
      .execute();
    await db.schema.alterTable('outbox').addColumn('refused_since', 'bigint').execute();
  },
};
