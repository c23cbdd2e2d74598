import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The masters, wrapped, and each tip's salt in a narrow table of its own: without its row nothing of the tip opens. SQLite
 * keeps an `integer` key as the row's own number; any other has an index beside the table, which each new tip would pay for.
 */
export const sealKeys = (engine: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('seal_keys')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('master', 'integer', column => column.notNull())
      .addColumn('wrapped_by', 'text', column => column.notNull())
      .addColumn('wrapped', 'text', column => column.notNull())
      .addColumn('made_at', 'bigint', column => column.notNull())
      .addUniqueConstraint('seal_keys_once', ['master', 'wrapped_by'])
      .execute();
    await db.schema
      .createTable('tip_keys')
      .addColumn('tip', engine === 'sqlite' ? 'integer' : 'bigint', column =>
        column.primaryKey().references('tips.number'),
      )
      .addColumn('master', 'integer', column => column.notNull())
      .addColumn('salt', 'text', column => column.notNull())
      .execute();
  },
});
