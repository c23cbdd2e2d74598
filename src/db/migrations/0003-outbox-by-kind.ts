import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is owed is looked for by its kind, so that a thousand mails which wait are not read for one inspection. */
export const outboxByKind: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('outbox_unsettled').execute();
    await db.schema
      .createIndex('outbox_unsettled')
      .on('outbox')
      .columns(['kind', 'state', 'due'])
      .where(sql.ref('state'), 'in', ['owed', 'set aside'])
      .execute();
  },
};
