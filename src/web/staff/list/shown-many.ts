import { isDeepStrictEqual } from 'node:util';
import type { Viewer } from '../../../staff/access.ts';
import { askedTips } from '../../../tips/list/asked-tips.ts';
import type { ViewCounts } from '../../../tips/list/count-views.ts';
import { countFar, countTips, MOST_COUNTED } from '../../../tips/list/counts.ts';
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
  { asked: { filter }, page: { found, rows }, counts }: Listed,
) {
  if (found !== null)
    return { count: Math.min(found.count, MOST_COUNTED), isMore: found.isMore || found.count > MOST_COUNTED };
  const { view, sort } = filter;
  // What a tab counts already.
  if (isDeepStrictEqual(filter, { ...EVERYTHING, view, sort })) return shownCount(counts.get(view));
  const asked = await askedTips(context, viewer, filter);
  const { query } = context.database;
  if (!asked.isFar) return shownCount((await countTips(query, [['all', asked.condition, asked]])).get('all'));
  const { count, isCut } = await countFar(query, asked);
  const shown = shownCount(Math.max(count, rows.length));
  return { ...shown, isMore: shown.isMore || isCut };
}
