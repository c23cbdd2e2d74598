import { type Code, Refusal } from '../../../errors.ts';
import { STEPS, type StateName } from '../../states.ts';
import type { Before } from './before.ts';
import type { ManyChange } from './names.ts';

/** `asOf`: when the list was drawn, milliseconds since 1970; null: whatever has changed since. `assignee`: the id of who is to have it. */
type Seen = { change: ManyChange; asOf: number | null; assignee: string | null };

/** What is told of a tip that is left alone, more exactly than its verb would tell it. @throws {Refusal} */
export function refuseUnfit(before: Before, { change, asOf, assignee }: Seen): void {
  if (before.forgotten_at !== null) throw refused('already-forgotten');
  if (asOf !== null && (before.changed_at ?? 0) > asOf) throw refused('stale');
  if (isSo(before, change, assignee)) throw refused('already-so');
  const from = statesFor(change);
  if (from !== null && !from.some(state => state === before.row.state)) throw refused('wrong-state');
}

const refused = (code: Extract<Code, 'already-forgotten' | 'stale' | 'already-so' | 'wrong-state'>) =>
  new Refusal({ code });

function isSo({ row, said }: Before, change: ManyChange, assignee: string | null): boolean {
  switch (change.name) {
    case 'closure':
      return row.state === 'closed';
    case 'assignment':
      return row.assignee === assignee;
    case 'topic':
      return row.topic === change.topic;
    case 'importance':
      return row.importance === change.importance;
    case 'tags':
      return said.tags.add.length + said.tags.remove.length === 0;
    default:
      return row.state === STEPS[change.name].to;
  }
}

const AT_WORK: readonly StateName[] = ['new', 'open'];

/** Null: any. */
function statesFor({ name }: ManyChange): readonly StateName[] | null {
  if (name === 'assignment') return AT_WORK;
  return name === 'opening' || name === 'closure' || name === 'reopening' ? STEPS[name].from : null;
}
