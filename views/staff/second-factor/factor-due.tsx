import { staffPaths } from '../../../src/paths.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';

/** On every page of who has no second factor yet where one is required. */
export function FactorDue({ frame }: { frame: Frame }) {
  const { words, factorDue: due } = frame;
  const { overdue, due: dueBy, setUp } = words.staff.secondFactor;
  if (due === undefined) return null;
  return (
    <p class="notice" role="status">
      <Icon name="alert" size={20} />
      <span>
        {due === 'over' ? overdue : dueBy(due.until)}{' '}
        {due !== 'over' && <a href={staffPaths.secondFactor()}>{setUp}</a>}
      </span>
    </p>
  );
}
