import type { Query } from '../../db/database.ts';
import { may, type TipFacts, type Viewer } from '../../staff/access.ts';
import type { EventKind } from '../history/kinds.ts';
import { loadAllFacts } from '../read/load-facts.ts';

/**
 * Of these tips, ids of those of these colleagues who are reminded of each: whoever has it; else whoever asked for it last; else the team
 * of its topic: nobody who may not see it, as one whose tip has become confidential.
 */
export async function remindedOf(
  query: Query,
  colleagues: readonly Viewer[],
  numbers: readonly number[],
): Promise<Map<number, string[]>> {
  if (numbers.length === 0) return new Map();
  const askers = await lastAskers(query, numbers);
  const facts = await loadAllFacts(query, numbers);
  return new Map(facts.map(tip => [tip.number, whose(colleagues, tip, askers.get(tip.number) ?? null)]));
}

function whose(colleagues: readonly Viewer[], tip: TipFacts, asker: string | null): string[] {
  const isSeenBy = (colleague: Viewer) => may(colleague, 'see', tip);
  for (const id of [tip.assignee, asker]) {
    const one = colleagues.find(({ staffId }) => staffId === id);
    if (one !== undefined && isSeenBy(one)) return [one.staffId];
  }
  const { topic } = tip;
  const team = colleagues.filter(({ topics }) => topic !== null && topics.includes(topic.slug));
  return team.filter(isSeenBy).map(({ staffId }) => staffId);
}

async function lastAskers(query: Query, tips: readonly number[]): Promise<Map<number | null, string | null>> {
  const events = await query
    .selectFrom('events')
    .select(['tip', 'staff_id'])
    .where('tip', 'in', tips)
    .where('kind', '=', 'reminder set' satisfies EventKind)
    .orderBy('id')
    .execute();
  return new Map(events.map(({ tip, staff_id }) => [tip, staff_id]));
}
