import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Events of no tip beside those of tips, and the chain that proves them all. However many there are, no row is written anew:
 * what stands there is chained afterwards, in the background. What is searched stands in the chain, so that no index is built here, and
 * taking in a tip writes no more than before.
 */
export const history: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await sql`alter table events alter column tip drop not null`.execute(db);
    await schema.alterTable('events').addColumn('subject', 'text').execute();
    await schema.alterTable('events').addColumn('detail', 'text').execute();
    await schema
      .createTable('history_chain')
      .addColumn('place', 'bigint', column => column.primaryKey())
      .addColumn('event', 'bigint', column => column.notNull().unique())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('staff_id', 'text')
      .addColumn('proof', 'text', column => column.notNull())
      .execute();
    for (const index of [
      sql`create index history_chain_at on history_chain (at, event)`,
      sql`create index history_chain_kind on history_chain (kind, at, event)`,
      sql`create index history_chain_staff on history_chain (staff_id, at, event) where staff_id is not null`,
    ])
      await index.execute(db);
  },
};
