import type { Query, Write } from '../db/database.ts';
import { toViewer, type Viewer } from './access.ts';

/** Who an account's row speaks of, with the teams that they are in by now. */
export async function loadViewer(
  query: Query | Write,
  account: { id: string; email: string; name: string | null; lang: string | null; role: string },
): Promise<Viewer> {
  const rows = await query
    .selectFrom('topic_members')
    .select('topic')
    .where('staff_id', '=', account.id)
    .orderBy('topic')
    .execute();
  return toViewer({ ...account, topics: rows.map(({ topic }) => topic) });
}
