import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A reader who comes back by the receipt: what they have said since of their photos and films (`permission`), whether they can still
 * write (`talk_ended`), from when on a withdrawn tip counts (`withdrawn_since`), which no older version moves; and which files came with which of their messages. And what leads to the tips that were withdrawn, in
 * the very words of `tips/end/due.ts`, or no engine finds it.
 */
export const talksWithReaders: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['permission', 'talk_ended'])
      await db.schema.alterTable('tips').addColumn(column, 'text').execute();
    await db.schema.alterTable('tips').addColumn('withdrawn_since', 'bigint').execute();
    await db.schema.alterTable('files').addColumn('message', 'text').execute();
    await db.schema
      .alterTable('staff')
      .addColumn('mails_reader', 'integer', added => added.notNull().defaultTo(1))
      .execute();
    await sql`
      create index tips_withdrawn on tips (withdrawn_since, number)
      where talk_ended = 'withdrawn' and forgotten_at is null`.execute(db);
  },
};
