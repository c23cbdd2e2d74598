import type { Context } from '../../context.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import type { Named } from '../../staff/called.ts';
import { loadTopics, type Topic } from './topic.ts';

/** `team`: e-mails. */
export type TopicWithTeam = Topic & { team: readonly string[] };

/**
 * All topics in their order, with who is in their teams; and who may be.
 * @throws {Refusal} when the viewer may not manage topics.
 */
export async function listTopics(
  { database: { query } }: Pick<Context, 'database'>,
  viewer: Viewer,
): Promise<{ topics: TopicWithTeam[]; colleagues: Named[] }> {
  authorize(viewer, 'manage topics');
  const topics = await loadTopics(query);
  const members = await query
    .selectFrom('topic_members')
    .innerJoin('staff', 'staff.id', 'topic_members.staff_id')
    .select(['topic', 'email'])
    .where('ended_at', 'is', null)
    .orderBy('email')
    .execute();
  const teams = Map.groupBy(members, ({ topic }) => topic);
  const staff = await query
    .selectFrom('staff')
    .select(['email', 'name'])
    .where('ended_at', 'is', null)
    .orderBy('email')
    .execute();
  return {
    topics: topics.map(topic => ({
      ...topic,
      team: (teams.get(topic.slug) ?? []).map(({ email }) => email),
    })),
    colleagues: staff,
  };
}
