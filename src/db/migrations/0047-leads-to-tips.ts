import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What leads to the tips of an outcome, also on a topic and of somebody, to those at work of a topic, and to those of a state by when they changed. What led to spam alone
 * stands in the first of them. A tip that comes in writes one entry more, and one with a topic two.
 */
export const leadsToTips: Migration = {
  async up(db: Kysely<unknown>) {
    for (const change of [
      sql`create index tips_outcome on tips (outcome, number) where outcome is not null`,
      sql`create index tips_outcome_on on tips (topic, outcome, number) where topic is not null and outcome is not null`,
      sql`create index tips_outcome_of on tips (assignee, outcome, number) where assignee is not null and outcome is not null`,
      sql`drop index tips_spam`,
      sql`create index tips_at_work_on on tips (topic, number) where topic is not null and state <> 'closed'`,
      sql`create index tips_state_changed on tips (state, coalesce(changed_at, received_at), number)`,
    ])
      await change.execute(db);
  },
};
