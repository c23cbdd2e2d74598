import type { Words } from '../../../src/i18n/words.ts';
import { keyed } from '../../../src/keys.ts';
import type { TipRow } from '../../../src/tips/tip.ts';

type RowProps = { words: Words; row: TipRow };

export const RowTick = ({ words, row: { number } }: RowProps) => (
  <label class="tick on-screen">
    <input type="checkbox" name="numbers" value={number} />
    <span class="unseen">{words.staff.many.tick(number)}</span>
  </label>
);

/** What is mostly done with one tip, on its row while that is pointed at or has the focus. */
export function RowPresses({ words, row: { number, state, assignee } }: RowProps) {
  const { many } = words.staff;
  if (state.is !== 'new' && state.is !== 'open') return null;
  const name = <span class="unseen"> {many.which(number)}</span>;
  return (
    <span class="presses on-screen">
      {assignee === null && (
        <button
          class="button plain compact"
          type="submit"
          name="press"
          value={`take@${number}`}
          {...keyed('takeMany')}
        >
          {many.takeOne}
          {name}
        </button>
      )}
      <button
        class="button plain compact"
        type="submit"
        name="press"
        value={`closure@${number}`}
        {...keyed('closeMany')}
      >
        {many.closeOne}
        {name}
      </button>
    </span>
  );
}
