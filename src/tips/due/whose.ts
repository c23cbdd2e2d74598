import type { Query } from '../../db/database.ts';
import { may, type Viewer } from '../../staff/access.ts';
import type { EventKind } from '../history/kinds.ts';
import { loadFacts } from '../read/load-facts.ts';

type Due = { number: number; assignee: string | null };

/**
 * Ids of those of these colleagues who are reminded of a tip: whoever has it; of one that nobody has, whoever asked for it last, if they
 * still see it; else the team of its topic.
 */
export async function remindedOf(
  query: Query,
  colleagues: readonly Viewer[],
  { number, assignee }: Due,
): Promise<string[]> {
  if (assignee !== null) return [assignee];
  const facts = await loadFacts(query, number);
  if (facts === undefined) return [];
  const asker = await lastAsker(query, number);
  const seeing = colleagues.filter(colleague => may(colleague, 'see', facts));
  const asked = seeing.filter(({ staffId }) => staffId === asker);
  const { topic } = facts;
  const team = seeing.filter(({ topics }) => topic !== null && topics.includes(topic.slug));
  return (asked.length > 0 ? asked : team).map(({ staffId }) => staffId);
}

async function lastAsker(query: Query, tip: number): Promise<string | null> {
  const event = await query
    .selectFrom('events')
    .select('staff_id')
    .where('tip', '=', tip)
    .where('kind', '=', 'reminder set' satisfies EventKind)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return event?.staff_id ?? null;
}
