import { sql } from 'kysely';
import { listsSeenBy, type Viewer } from '../../staff/access.ts';
import type { Lead, Stretch } from './along.ts';
import type { Filter } from './filter.ts';
import { isReaderAwaited, isReaderLast, type TipCondition, type View } from './views.ts';

/** Most tips stand in these, so that what else is asked for is the shorter way. */
const OF_MOST: ReadonlySet<View> = new Set(['closed', 'spam', 'all']);
/** Tips at work, which may be many. */
const AT_WORK: ReadonlySet<View> = new Set(['new', 'unassigned', 'open']);

// In the very words of its index (migrations 0025, 0040, 0047 and 0050).
const isAtWork: TipCondition = tips => tips('tips.state', '<>', sql.lit('closed'));

const isOutcome =
  (outcome: string): Stretch =>
  tips =>
    tips('tips.outcome', '=', outcome);

/** As a list: for the order of the numbers SQLite would go along all tips. */
const hasReminder: TipCondition = tips =>
  tips(
    'tips.number',
    'in',
    tips.selectFrom('tips as reminded').select('reminded.number').where('reminded.remind_on', 'is not', null),
  );

export function leadOf(viewer: Viewer, filter: Filter): Lead {
  const { view, assignee, topic, tag, talk } = filter;
  const isOfMost = OF_MOST.has(view);
  if (view === 'due') return [hasReminder];
  if (tag !== undefined || !(isOfMost || AT_WORK.has(view))) return null;
  if (talk !== undefined) return [talk === 'waiting' ? isReaderAwaited : isReaderLast];
  const outcome = view === 'spam' ? view : filter.outcome;
  const also: Stretch | null = !isOfMost ? isAtWork : outcome === undefined ? null : isOutcome(outcome);
  const along = (of: Stretch): Stretch => (also === null ? of : tips => tips.and([of(tips), also(tips)]));
  if (assignee === 'me') return [along(tips => tips('tips.assignee', '=', viewer.staffId))];
  if (topic !== undefined) return [along(tips => tips('tips.topic', '=', topic))];
  const seen = listsSeenBy(viewer);
  if (seen !== null) return seen.map(along);
  return isOfMost ? also && [also] : null;
}
