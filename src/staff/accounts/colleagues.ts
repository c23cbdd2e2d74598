import type { Query, Write } from '../../db/database.ts';
import { toViewer, type Viewer } from '../access.ts';
import { loadViewer } from '../load-viewer.ts';
import { tidyEmail } from './accounts.ts';

const COLUMNS = ['id', 'email', 'name', 'lang', 'role'] as const;

/** Everybody whose account has not ended, by name or else e-mail, with all that their rights go by. */
export async function loadColleagues(query: Query): Promise<Viewer[]> {
  const rows = await query
    .selectFrom('staff')
    .select(COLUMNS)
    .where('ended_at', 'is', null)
    .orderBy(({ fn, ref }) => fn.coalesce(ref('name'), ref('email')))
    .orderBy('email')
    .execute();
  const members = await query.selectFrom('topic_members').select(['staff_id', 'topic']).execute();
  const topics = Map.groupBy(members, ({ staff_id }) => staff_id);
  return rows.map(row => toViewer({ ...row, topics: (topics.get(row.id) ?? []).map(({ topic }) => topic) }));
}

/** Until the transaction ends the account does not end and its role stays. Null where there is none, or no more. */
export async function holdColleague(trx: Write, email: string): Promise<Viewer | null> {
  const held = await trx
    .updateTable('staff')
    .set(({ ref }) => ({ role: ref('role') }))
    .where('email', '=', tidyEmail(email))
    .where('ended_at', 'is', null)
    .returning(COLUMNS)
    .executeTakeFirst();
  return held === undefined ? null : loadViewer(trx, held);
}
