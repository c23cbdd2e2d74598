import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The search's index. It is made by itself of what is there. */
export const searchRuns = (engine: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('search_runs')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('generation', 'bigint', column => column.notNull())
      .addColumn('level', 'integer', column => column.notNull())
      .addColumn('low', 'bigint', column => column.notNull())
      .addColumn('high', 'bigint', column => column.notNull())
      .addColumn('tips', 'integer', column => column.notNull())
      .addColumn('bins', 'integer', column => column.notNull())
      .addColumn('master', 'integer', column => column.notNull())
      .addColumn('wrapped', 'text', column => column.notNull())
      .addColumn('slots', 'text')
      .execute();
    if (engine === 'sqlite')
      await sql`
        create table search_bins (run text not null, bin integer not null, sealed blob not null,
          primary key (run, bin)) without rowid`.execute(db);
    else {
      await sql`
        create table search_bins (run text not null, bin integer not null, sealed bytea not null,
          primary key (run, bin))`.execute(db);
      // Sealed bytes cannot be compressed; and a sample of keys would outlive them, as in 0021.
      await sql`alter table search_bins alter sealed set storage external`.execute(db);
      await sql`alter table search_runs alter wrapped set statistics 0`.execute(db);
    }
    await schema
      .createTable('search_building')
      // As in 0018.
      .addColumn('tip', engine === 'sqlite' ? 'integer' : 'bigint', column => column.primaryKey())
      .execute();
  },
});
