import type { Words } from '../../../src/i18n/words.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import { OutcomeBadge, TalkEndBadge } from '../outcome.tsx';
import { StateMark } from '../state-mark.tsx';
import { TurnMark } from '../turn-mark.tsx';

/**
 * What came of it, only where something did: the rest is told by the tip's page. Where somebody waits for an answer, that somebody is at
 * work on it goes without saying.
 */
export const RowState = ({ words, row }: { words: Words; row: TipRow }) => {
  const { state, outcome, turn } = row;
  return (
    <span data-live="state">
      {(turn === null || state.is !== 'open') && (
        <>
          <StateMark state={state.is} words={words} />{' '}
        </>
      )}
      {turn !== null && <TurnMark turn={turn} words={words} />}
      {outcome !== null && outcome !== 'not for us' && (
        <>
          {' '}
          <OutcomeBadge words={words} outcome={outcome} />
        </>
      )}
      <TalkEndBadge words={words} tip={row} />
    </span>
  );
};
