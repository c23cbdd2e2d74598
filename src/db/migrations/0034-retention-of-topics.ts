import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * For how many days a topic keeps its tips, where that is shorter than the desk does: an older version beside keeps them for as
 * long as their readers were told. And an index that leads to what is due of one topic.
 */
export const retentionOfTopics: Migration = {
  async up(db: Kysely<unknown>) {
    for (const rule of ['unused', 'used', 'open'])
      await db.schema.alterTable('topics').addColumn(`retention_${rule}`, 'integer').execute();
    // In the very words of `tips/end/due.ts`, or no engine finds it. Of tips without a topic, intake writes no entry.
    await sql`
      create index tips_due_of_topic on tips (
        topic,
        (case when state = 'closed' then case when outcome = 'used' then 'used' else 'unused' end
          when state in ('new', 'open') then 'open' end),
        (case when state = 'closed' then state_since else coalesce(reader_at, received_at) end),
        number
      ) where forgotten_at is null and topic is not null`.execute(db);
  },
};
