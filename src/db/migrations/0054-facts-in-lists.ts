import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What leads to a view has all that is asked of its tips, so that a count reads no tip: with a million, each stands on a page of its own.
 * Those of a topic, and of somebody's those at work, stand by state, in the order of their numbers. A tip that comes in with a topic writes one entry more.
 */
export const factsInLists: Migration = {
  async up(db: Kysely<unknown>) {
    for (const change of [
      sql`drop index tips_state`,
      sql`create index tips_state on tips (state, number, forgotten_at, outcome, topic)`,
      sql`drop index tips_unassigned`,
      sql`create index tips_unassigned on tips (number, forgotten_at, topic) where assignee is null and state <> 'closed'`,
      sql`drop index tips_at_work_of`,
      sql`
        create index tips_at_work_of on tips (assignee, state, number, forgotten_at, topic)
        where assignee is not null and state <> 'closed'`,
      sql`drop index tips_outcome`,
      sql`create index tips_outcome on tips (outcome, number, state, forgotten_at, topic) where outcome is not null`,
      sql`drop index tips_remind_on`,
      sql`create index tips_remind_on on tips (remind_on, number, state, forgotten_at, topic) where remind_on is not null`,
      sql`drop index tips_at_work_on`,
      sql`
        create index tips_unassigned_on on tips (topic, number)
        where topic is not null and assignee is null and state <> 'closed'`,
      sql`create index tips_state_on on tips (state, topic, number) where topic is not null`,
    ])
      await change.execute(db);
  },
};
