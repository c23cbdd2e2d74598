import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What staff answer: who wrote it and which way it goes, since when it stands on the reader's page (until then it can be taken back),
 * when its reader first saw it, and when they took it from their page. What has no way is the reader's.
 */
export const answersToReaders: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['staff_id', 'way'])
      await db.schema.alterTable('messages').addColumn(column, 'text').execute();
    for (const column of ['shown_at', 'read_at', 'taken_away_at'])
      await db.schema.alterTable('messages').addColumn(column, 'bigint').execute();
  },
};
