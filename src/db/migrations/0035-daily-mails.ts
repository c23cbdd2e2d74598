import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What each daily mail told, so that every attempt and every address is told the same, and no day has two. */
export const dailyMails: Migration = {
  async up(db: Kysely<unknown>) {
    const table = db.schema
      .createTable('daily_mails')
      .addColumn('day', 'text', column => column.primaryKey())
      .addColumn('head', 'text');
    const numbers = ['at', 'since', 'came', 'fresh', 'open', 'going'];
    await numbers
      .reduce((made, name) => made.addColumn(name, 'bigint', column => column.notNull()), table)
      .execute();
  },
};
