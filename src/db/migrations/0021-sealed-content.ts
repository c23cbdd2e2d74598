import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where what people wrote stands sealed; null: it stands beside, as an older version has written it, until it is moved. */
export const sealedContent = (engine: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    // As in 0018.
    const numberType = engine === 'sqlite' ? 'integer' : 'bigint';
    // PostgreSQL keeps a sample of each column's values, in which a forgotten tip's salt would outlive it.
    if (engine === 'postgres') await sql`alter table tip_keys alter salt set statistics 0`.execute(db);
    await schema
      .createTable('tip_heads')
      .addColumn('tip', numberType, column => column.primaryKey().references('tips.number'))
      .addColumn('sealed', 'text', column => column.notNull())
      .execute();
    for (const table of ['messages', 'contacts', 'notes', 'closures', 'holds', 'inspections', 'scans'])
      await schema.alterTable(table).addColumn('sealed', 'text').execute();
    await schema
      .createTable('search_due')
      .addColumn('tip', numberType, column => column.primaryKey().references('tips.number'))
      .execute();
    await schema
      .createIndex('tips_plain')
      .on('tips')
      .column('number')
      .where(sql.ref('headline'), 'is not', null)
      .execute();
    // Noted (`PLAIN_PAGES`) before anything is moved: what is forgotten, claimed or swept first leaves its words behind as well.
    await sql`
      insert into desk_facts (name, value)
      select 'plain pages', '0' where exists (select 1 from tips) or exists (select 1 from uploads)`.execute(
      db,
    );
  },
});
