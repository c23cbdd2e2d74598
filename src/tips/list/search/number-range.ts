import type { Context } from '../../../context.ts';
import type { Viewer } from '../../../staff/access.ts';
import { filterCondition } from '../condition.ts';
import { EVERYTHING, type Filter } from '../filter.ts';
import { ALL_NUMBERS, type NumberRange } from '../slices.ts';

/** Between which numbers the tips of a filter's days are: a search of a week need not go along a year. */
export async function numbersOfDays(
  context: Pick<Context, 'database' | 'settings' | 'clock' | 'masters'>,
  viewer: Viewer,
  { from, to }: Filter,
): Promise<NumberRange> {
  if (from === undefined && to === undefined) return ALL_NUMBERS;
  const ofDays = filterCondition(context, viewer, { ...EVERYTHING, from, to });
  const outermost = async (way: 'asc' | 'desc') => {
    const days = context.database.query.selectFrom('tips').select('number').where(ofDays);
    return (await days.orderBy('number', way).limit(1).executeTakeFirst())?.number;
  };
  const [low, high] = await Promise.all([outermost('asc'), outermost('desc')]);
  return low === undefined || high === undefined ? { low: 1, high: 0 } : { low, high };
}
