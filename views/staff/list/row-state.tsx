import type { Words } from '../../../src/i18n/words.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import { OutcomeBadge } from '../outcome.tsx';
import { StateMark } from '../state-mark.tsx';

/** What came of it, only where something did: the rest is told by the tip's page. */
export const RowState = ({ words, row: { state, outcome } }: { words: Words; row: TipRow }) => (
  <span data-live="state">
    <StateMark state={state.is} words={words} />
    {outcome !== null && outcome !== 'not for us' && (
      <>
        {' '}
        <OutcomeBadge words={words} outcome={outcome} />
      </>
    )}
  </span>
);
