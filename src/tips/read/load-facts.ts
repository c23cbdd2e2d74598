import type { Query, Write } from '../../db/database.ts';
import type { TipFacts } from '../../staff/access.ts';

/** What rights depend on, of a tip at hand; undefined when there is none with this number. */
export async function loadFacts(query: Query | Write, number: number): Promise<TipFacts | undefined> {
  const row = await query
    .selectFrom('tips')
    .leftJoin('topics', 'topics.slug', 'tips.topic')
    .select(['tips.number', 'tips.assignee', 'topics.slug', 'topics.confidential', 'topics.hides_contacts'])
    .where('tips.number', '=', number)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { assignee, slug } = row;
  const mentions = await query.selectFrom('mentions').select('staff_id').where('tip', '=', number).execute();
  const flags = { isConfidential: row.confidential === 1, hidesContacts: row.hides_contacts === 1 };
  return {
    ...{ number, assignee },
    topic: slug === null ? null : { slug, ...flags },
    mentioned: mentions.map(({ staff_id }) => staff_id),
  };
}
