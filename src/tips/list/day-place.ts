import type { Context } from '../../context.ts';
import type { Viewer } from '../../staff/access.ts';
import type { ConditionContext } from './condition.ts';
import type { Filter } from './filter.ts';
import type { ListQuestion } from './list.ts';
import { numbersOfDays } from './search/number-range.ts';

type Asked = { filter: Filter; day: string };
type Edge = Pick<ListQuestion, 'before' | 'after'>;

/**
 * Where a list that stands under days goes on with this one, `YYYY-MM-DD`, or with the next that has tips; and where it ends, for a day
 * behind all of its tips.
 */
export async function placeOfDay(
  context: Pick<Context, 'database'> & ConditionContext,
  viewer: Viewer,
  { filter, day }: Asked,
): Promise<{ place: Edge; end: Edge }> {
  const isNewest = filter.sort === 'newest';
  const { from: _from, to: _to, ...rest } = filter;
  const days = { ...rest, ...(isNewest ? { to: day } : { from: day }) };
  const { low, high } = await numbersOfDays(context, viewer, days);
  if (isNewest) return { place: { before: high + 1 }, end: { after: 0 } };
  const behindAll = Number.MAX_SAFE_INTEGER;
  return { place: { before: high === 0 ? behindAll : low - 1 }, end: { after: behindAll } };
}
