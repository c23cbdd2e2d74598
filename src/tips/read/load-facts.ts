import type { Query, Write } from '../../db/database.ts';
import type { TipFacts } from '../../staff/access.ts';

/** What rights depend on, of a tip at hand; undefined when there is none with this number. */
export const loadFacts = async (query: Query | Write, number: number): Promise<TipFacts | undefined> =>
  (await loadAllFacts(query, [number]))[0];

/** The same of several at once, in no order. */
export async function loadAllFacts(query: Query | Write, numbers: readonly number[]): Promise<TipFacts[]> {
  const rows = await query
    .selectFrom('tips')
    .leftJoin('topics', 'topics.slug', 'tips.topic')
    .select(['tips.number', 'tips.assignee', 'topics.slug', 'topics.confidential', 'topics.hides_contacts'])
    .where('tips.number', 'in', numbers)
    .execute();
  if (rows.length === 0) return [];
  const mentions = await query
    .selectFrom('mentions')
    .select(['tip', 'staff_id'])
    .where('tip', 'in', numbers)
    .execute();
  const mentionsOf = Map.groupBy(mentions, ({ tip }) => tip);
  return rows.map(({ number, assignee, slug, confidential, hides_contacts }) => ({
    ...{ number, assignee },
    topic:
      slug === null
        ? null
        : { slug, isConfidential: confidential === 1, hidesContacts: hides_contacts === 1 },
    mentioned: (mentionsOf.get(number) ?? []).map(({ staff_id }) => staff_id),
  }));
}
