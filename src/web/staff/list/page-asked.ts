import { placeOfDay, standsUnderDays } from '../../../tips/list/day-place.ts';
import { wholeSearch } from '../../../tips/list/filter.ts';
import { type ListPage, listTips } from '../../../tips/list/list.ts';
import { whileWanted } from '../../../tips/list/search/pace.ts';
import type { StaffContext } from '../context.ts';
import type { StaffRequest } from '../request.ts';
import type { AskedList, ShownList } from './list-question.ts';

type Asked = ShownList & Pick<AskedList, 'wrong' | 'day'>;
type Shown = Omit<Asked, 'day'>;

/** The page that is asked for by a place or a day, and by which place. A list that does not stand under days has no day to begin with. */
export async function pageAsked(
  context: StaffContext,
  request: StaffRequest,
  { day, ...asked }: Asked,
): Promise<{ asked: Shown; page: ListPage }> {
  const { filter, search } = asked;
  if (day === undefined || wholeSearch(filter, search) !== '' || !standsUnderDays(filter.sort))
    return { asked, page: await pageOf(context, request, asked) };
  const { place, end } = await placeOfDay(context, request.viewer, { filter, day });
  const page = await pageOf(context, request, { ...asked, ...place });
  if (page.rows.length > 0) return { asked: { ...asked, ...place }, page };
  return { asked: { ...asked, ...end }, page: await pageOf(context, request, { ...asked, ...end }) };
}

/** Where the newer ones do not fill a page, the first page is what is meant. */
async function pageOf(
  context: StaffContext,
  { viewer, response }: StaffRequest,
  asked: Shown,
): Promise<ListPage> {
  const pace = whileWanted(context.searchPace, () => !response.closed);
  const page = await listTips(context, viewer, asked, pace);
  if (asked.after === undefined || page.newer) return page;
  const { before: _before, after: _after, ...first } = asked;
  const { searchMark } = page;
  return listTips(context, viewer, { ...first, ...(searchMark !== null && { searchMark }) }, pace);
}
