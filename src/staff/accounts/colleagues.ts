import type { Query, Write } from '../../db/database.ts';
import { toViewer, type Viewer } from '../access.ts';

/** Everybody whose account has not ended, by name or else e-mail, with all that their rights go by. */
export async function loadColleagues(query: Query | Write): Promise<Viewer[]> {
  const rows = await query
    .selectFrom('staff')
    .select(['id', 'email', 'name', 'lang', 'role'])
    .where('ended_at', 'is', null)
    .orderBy(({ fn, ref }) => fn.coalesce(ref('name'), ref('email')))
    .orderBy('email')
    .execute();
  const members = await query.selectFrom('topic_members').select(['staff_id', 'topic']).execute();
  const topics = Map.groupBy(members, ({ staff_id }) => staff_id);
  return rows.map(row => toViewer({ ...row, topics: (topics.get(row.id) ?? []).map(({ topic }) => topic) }));
}
