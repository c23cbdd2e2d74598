import type { Words } from '../../src/i18n/words.ts';
import type { Outcome } from '../../src/tips/outcomes.ts';
import type { OrUnknown } from '../../src/unknown.ts';
import { Name } from './name.tsx';

/** What came of a tip, in a frame. */
export const OutcomeBadge = ({ words, outcome }: { words: Words; outcome: OrUnknown<Outcome> }) => (
  <span class={outcome === 'used' ? 'badge good' : 'badge'}>
    <Name words={words} names={words.staff.outcomes} word={outcome} />
  </span>
);
