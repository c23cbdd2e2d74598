import type { Write } from '../../../db/database.ts';
import { type Code, Refusal } from '../../../errors.ts';
import type { Viewer } from '../../../staff/access.ts';
import { readWord } from '../../../unknown.ts';
import { EVENT_KINDS, isReading } from '../../history/kinds.ts';
import { STEPS, type StateName } from '../../states.ts';
import type { Before } from './before.ts';
import type { ManyChange } from './names.ts';

/** `isStale`: it has changed since the list was drawn. `assignee`: the id of who is to have it. */
type Seen = { change: ManyChange; isStale: boolean; assignee: string | null };

/** What is told of a tip that is left alone, more exactly than its verb would tell it. @throws {Refusal} */
export function refuseUnfit(before: Before, { change, isStale, assignee }: Seen): void {
  if (before.forgotten_at !== null) throw refused('already-forgotten');
  if (isStale) throw refused('stale');
  if (isSo(before, change, assignee)) throw refused('already-so');
  const from = statesFor(change);
  if (from !== null && !from.some(state => state === before.row.state)) throw refused('wrong-state');
}

/**
 * What was changed so long before a list was drawn may not have stood in it yet: a change is dated before it is kept, and by the clock of
 * the process that made it. Milliseconds.
 */
const KEPT_WITHIN = 5_000;

type Drawn = { tip: number; before: Before; asOf: number | null };

/**
 * Whether somebody else may have changed a tip since the list was drawn: what one did oneself one knows. `asOf`: when that was,
 * milliseconds since 1970; null: whatever has changed is changed again.
 */
export async function hasChangedSince(trx: Write, { staffId }: Viewer, { tip, before, asOf }: Drawn) {
  const changedAt = before.changed_at ?? 0;
  if (asOf === null || changedAt <= asOf - KEPT_WITHIN) return false;
  if (changedAt > asOf) return true;
  const others = await trx
    .selectFrom('events')
    .select('kind')
    .where('tip', '=', tip)
    .where('at', '>', asOf - KEPT_WITHIN)
    .where(event => event.or([event('staff_id', 'is', null), event('staff_id', '<>', staffId)]))
    .execute();
  return others.some(({ kind }) => kind !== 'received' && !isReading(readWord(EVENT_KINDS, kind)));
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
