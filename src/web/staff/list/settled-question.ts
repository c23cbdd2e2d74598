import type { Viewer } from '../../../staff/access.ts';
import { type AskedFilter, type Filter, type FilterField, isView } from '../../../tips/list/filter.ts';
import { loadViews, type SavedView } from '../../../tips/views/load-views.ts';
import { settleFilter } from '../../../tips/views/settle-filter.ts';
import type { StaffContext } from '../context.ts';

/** As an address says it, beside what else it asks. */
type Asked = { filter: AskedFilter; wrong: readonly FilterField[] };
type Settled<Question> = Omit<Question, 'filter'> & { filter: Filter };

/** What an address asks for, by the views that the viewer has. */
export async function settleQuestion<Question extends Asked>(
  context: Pick<StaffContext, 'database' | 'masters'>,
  viewer: Viewer,
  asked: Question,
  views?: readonly SavedView[],
): Promise<Settled<Question>> {
  const all = views ?? (isView(asked.filter.view) ? [] : await loadViews(context, viewer));
  const { filter, isKnown } = await settleFilter(context, viewer, asked.filter, all);
  const { wrong } = asked;
  return { ...asked, filter, wrong: isKnown ? wrong : ['view', ...wrong] };
}
