import type { Words } from '../../src/i18n/words.ts';
import type { Importance } from '../../src/tips/importance.ts';

/** One arrow, or two: told apart without colour and beside the word. Of what is not important nothing. */
export function ImportanceMark({ importance, words }: { importance: Importance; words: Words }) {
  if (importance === 0) return null;
  return (
    <span class="importance">
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={importance === 1 ? 'M3 10.5 8 5.5l5 5' : 'M3 8.5 8 3.5l5 5M3 13 8 8l5 5'} />
      </svg>
      {words.staff.work.importances[importance]}
    </span>
  );
}
