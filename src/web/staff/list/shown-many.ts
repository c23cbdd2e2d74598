import { isDeepStrictEqual } from 'node:util';
import type { Viewer } from '../../../staff/access.ts';
import { conditionOf } from '../../../tips/list/condition.ts';
import type { ViewCounts } from '../../../tips/list/count-views.ts';
import { countTips, MOST_COUNTED } from '../../../tips/list/counts.ts';
import { EVERYTHING } from '../../../tips/list/filter.ts';
import type { ListPage } from '../../../tips/list/list.ts';
import { CLOSING_OUTCOMES } from '../../../tips/outcomes.ts';
import type { StaffContext } from '../context.ts';
import { shownCount } from './list-bar.ts';
import { type ShownList, wholeList } from './list-question.ts';

type Listed = { asked: ShownList; page: ListPage; counts: ViewCounts['views'] };

/** What the list needs for what is done with many of its tips at once. */
export async function shownMany(context: StaffContext, viewer: Viewer, listed: Listed) {
  const { asked, page } = listed;
  const isWhole = !page.newer && !page.older;
  return {
    list: wholeList({ ...asked, ...(page.searchMark !== null && { searchMark: page.searchMark }) }),
    all: isWhole ? null : await countAll(context, viewer, listed),
    outcomes: CLOSING_OUTCOMES,
  };
}

async function countAll(
  context: StaffContext,
  viewer: Viewer,
  { asked: { filter }, page: { found }, counts }: Listed,
) {
  if (found !== null)
    return { count: Math.min(found.count, MOST_COUNTED), isMore: found.isMore || found.count > MOST_COUNTED };
  const { view, sort } = filter;
  // What a tab counts already.
  if (isDeepStrictEqual(filter, { ...EVERYTHING, view, sort })) return shownCount(counts.get(view));
  const counted = await countTips(context.database.query, [
    ['all', conditionOf(context, viewer, filter)] as const,
  ]);
  return shownCount(counted.get('all'));
}
