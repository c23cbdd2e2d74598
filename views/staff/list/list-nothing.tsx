import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Filter } from '../../../src/tips/list/filter.ts';
import type { Frame } from '../../parts/layout.tsx';
import type { Chip, ListBar } from './list-bar.ts';

type NothingProps = {
  frame: Frame;
  viewer: Viewer;
  filter: Pick<Filter, 'view' | 'saved'>;
  bar: Pick<ListBar, 'clear'> & { chips: readonly Chip[] };
  /** Nobody has sent anything that the viewer may see. */
  isEmpty: boolean;
  /** Where readers find the form. */
  formUrl: string;
};

/** What to do where no tip stands. */
export function ListNothing(props: NothingProps) {
  const { frame, bar, filter, isEmpty } = props;
  const { staff } = frame.words;
  const { saved } = filter;
  const isNarrowed = bar.chips.length > 0;
  if (isNarrowed && saved === undefined)
    return (
      <p class="nothing">
        {staff.filter.nothing} <a href={bar.clear}>{staff.filter.clear}</a>
      </p>
    );
  if (isEmpty) return <NoTips {...props} />;
  return (
    <p class="nothing">
      {saved === undefined ? staff.emptyViews[filter.view] : staff.savedViews.nothing}{' '}
      <a href={staffPaths.list({ view: 'all' })}>{staff.list.all}</a>
    </p>
  );
}

function NoTips({ frame, viewer, formUrl }: NothingProps) {
  const { list } = frame.words.staff;
  return (
    <div class="nothing">
      <p>
        <strong>{viewer.role === 'reporter' ? list.nothingOfYours : list.nothing}</strong>
      </p>
      <p>
        {list.giveLink} <a href={formUrl}>{formUrl}</a>
      </p>
      {viewer.desk.includes('manage people') && (
        <p>
          <a href={`${staffPaths.people()}#invite`}>{list.invite}</a>
        </p>
      )}
    </div>
  );
}
