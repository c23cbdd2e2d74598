import type { Words } from '../../src/i18n/words.ts';
import type { Outcome } from '../../src/tips/outcomes.ts';
import type { TalkEnd } from '../../src/tips/tip.ts';
import type { OrUnknown } from '../../src/unknown.ts';
import { Name } from './name.tsx';

/** What came of a tip, in a frame. */
export const OutcomeBadge = ({ words, outcome }: { words: Words; outcome: OrUnknown<Outcome> }) => (
  <span class={outcome === 'used' ? 'badge good' : 'badge'}>
    <Name words={words} names={words.staff.outcomes} word={outcome} />
  </span>
);

type Ended = { outcome: OrUnknown<Outcome> | null; talkEnded: OrUnknown<TalkEnd> | null };

/** That its reader can write no more, and why; nothing where that is what came of it. */
export const TalkEndBadge = ({ words, tip: { outcome, talkEnded } }: { words: Words; tip: Ended }) =>
  talkEnded === null || talkEnded === outcome ? null : (
    <>
      {' '}
      <span class="badge">
        <Name words={words} names={words.staff.talkEnds} word={talkEnded} />
      </span>
    </>
  );
