import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Why a set-up link is no longer good. A version that does not know this goes by `expires_at`, which then is past. */
export const whyLinksEnded: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('setup_links').addColumn('ended', 'text').execute();
  },
};
