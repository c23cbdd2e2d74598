import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who is called to a tip is asked with each that is opened or changed. */
export const mentionsOfTips: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('mentions_tip').on('mentions').column('tip').execute();
  },
};
