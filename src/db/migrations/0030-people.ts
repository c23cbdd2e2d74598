import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people are called, in which language they work, and which link was mailed to whom, by whom. */
export const people: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('staff').addColumn('name', 'text').execute();
    await schema.alterTable('staff').addColumn('lang', 'text').execute();
    await schema.alterTable('staff').addColumn('version', 'integer').execute();
    await schema.alterTable('setup_links').addColumn('invitation', 'text').execute();
    await schema.alterTable('setup_links').addColumn('made_by', 'text').execute();
    await schema.alterTable('setup_links').addColumn('made_at', 'bigint').execute();
  },
};
