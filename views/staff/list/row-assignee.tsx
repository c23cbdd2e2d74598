import { initialOf } from '../../../src/i18n/initial.ts';
import type { Words } from '../../../src/i18n/words.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import { VERBATIM } from '../../parts/verbatim.ts';
import { calledOf } from '../person.tsx';

/** By a letter, in a circle; the name for who points at it, and for who hears the page. */
export function RowAssignee({ words, row: { assignee } }: { words: Words; row: TipRow }) {
  const { views, work } = words.staff;
  if (assignee === null)
    return (
      <span class="face nobody" data-live="who" title={views.unassigned}>
        <span class="unseen">{views.unassigned} </span>
      </span>
    );
  const called = calledOf(assignee);
  return (
    <span class="face" data-live="who" title={called} {...VERBATIM}>
      <span aria-hidden="true">{initialOf(called)}</span>
      <span class="unseen">
        {work.assignee}: <bdi>{called}</bdi>{' '}
      </span>
    </span>
  );
}
