import type { Words } from '../../../src/i18n/words.ts';
import { keyed } from '../../../src/keys.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import { Icon } from '../../parts/icons.tsx';
import { RowState } from '../list/row-state.tsx';

type LiveRowsProps = {
  words: Words;
  /** Where the list begins. */
  list: string;
  /** How many have come since it was drawn. */
  came: number;
  isMore: boolean;
  /** What its rows say by now. */
  rows: readonly TipRow[];
};

/** What an open list puts in the place of its own: the line above it, and of each row what others may have changed. */
export const LiveRows = ({ words, list, came, isMore, rows }: LiveRowsProps) => (
  <>
    {came > 0 && (
      <a class="fresh" href={list} {...keyed('fresh')}>
        <Icon name="bell" size={18} />
        {words.staff.live.came(came, isMore)}
      </a>
    )}
    {rows.map(row => (
      <div key={row.number} data-row={row.number}>
        {row.kept && <RowState words={words} row={row} />}
      </div>
    ))}
  </>
);
