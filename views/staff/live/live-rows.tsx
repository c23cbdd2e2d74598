import { keyed } from '../../../src/keys.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import type { Tab } from '../list/list-bar.ts';
import { ListTabs } from '../list/list-tabs.tsx';
import { RowAssignee } from '../list/row-assignee.tsx';
import { RowState } from '../list/row-state.tsx';

type LiveRowsProps = {
  frame: Frame;
  /** Where the list begins. */
  list: string;
  /** How many have come since it was drawn. */
  came: number;
  isMore: boolean;
  /** The views with their counts by now, where they stand above it. */
  tabs: readonly Tab[];
  /** What its rows say by now. */
  rows: readonly TipRow[];
};

/** What an open list puts in the place of its own: the line above it, and of each row what others may have changed. */
export const LiveRows = ({ frame, list, came, isMore, tabs, rows }: LiveRowsProps) => (
  <>
    {came > 0 && (
      <a class="fresh" href={list} {...keyed('fresh')}>
        <Icon name="bell" size={18} />
        {frame.words.staff.live.came(came, isMore)}
      </a>
    )}
    <ListTabs frame={frame} tabs={tabs} />
    {rows.map(row => (
      <div key={row.number} data-row={row.number}>
        {row.kept && (
          <>
            <RowAssignee words={frame.words} row={row} />
            <RowState words={frame.words} row={row} />
          </>
        )}
      </div>
    ))}
  </>
);
