import { sql } from 'kysely';
import { mentionsOf, ofTeam, type Viewer } from '../../staff/access.ts';
import type { Lead, Stretch } from './along.ts';
import type { Filter } from './filter.ts';
import { isReaderAwaited, isReaderLast, type TipCondition, type Tips, type View } from './views.ts';

// In the very words of their indexes (migrations 0025, 0047, 0050, 0054 and 0056).

const isOf =
  (state: 'new' | 'open' | 'closed'): Stretch =>
  tips =>
    tips('tips.state', '=', sql.lit(state));

const isAtWork: Stretch = tips => tips('tips.state', '<>', sql.lit('closed'));

const isUnassigned: Stretch = tips => tips.and([tips('tips.assignee', 'is', null), isAtWork(tips)]);

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
  if (view === 'due') return [hasReminder];
  if (tag !== undefined || view === 'mine' || view === 'answered') return null;
  if (talk !== undefined) return [talk === 'waiting' ? isReaderAwaited : isReaderLast];
  const also = stretchOf(view, isOfOutcome(filter) ? filter.outcome : undefined);
  const along = (of: Stretch): Stretch => (also === null ? of : tips => tips.and([of(tips), also(tips)]));
  const alongTheirs = (of: Stretch) =>
    along(view === 'new' || view === 'open' ? tips => tips.and([of(tips), isAtWork(tips)]) : of);
  if (assignee === 'me') return [alongTheirs(tips => tips('tips.assignee', '=', viewer.staffId))];
  if (topic !== undefined) return [along(tips => tips('tips.topic', '=', topic))];
  const seen = listsSeenBy(viewer);
  if (seen === null) return isOfOutcome(filter) ? also && [also] : null;
  // What is somebody's is no lead to what is nobody's.
  const leading = seen.filter(({ by }) => view !== 'unassigned' || by !== 'assignee');
  return leading.map(({ by, of }) => (by === 'assignee' ? alongTheirs(of) : along(of)));
}

/** Most tips stand in these views, so that the outcome is the shorter way. */
const isOfOutcome = ({ view, outcome }: Filter) =>
  view === 'spam' || (outcome !== undefined && (view === 'closed' || view === 'all'));

type Led = Exclude<View, 'due' | 'mine' | 'answered'>;

/** What leads to those of a view within a topic, or of somebody. */
function stretchOf(view: Led, outcome: string | undefined): Stretch | null {
  if (view === 'unassigned') return isUnassigned;
  if (view === 'spam') return isOutcome('spam');
  if (outcome !== undefined) return isOutcome(outcome);
  return view === 'all' ? null : isOf(view);
}

type SeenList = { by: 'topic' | 'assignee' | 'mention'; of: Stretch };

/** Of who sees few of all tips: indexes by which those are found, each tip in one; null for who sees most. `visibleTo` holds all the same. */
export function listsSeenBy(viewer: Viewer): SeenList[] | null {
  const { role, staffId, topics } = viewer;
  if (role !== 'reporter') return null;
  const elsewhere = (tips: Tips) => tips.not(ofTeam(viewer, tips));
  const notTheirs = (tips: Tips) => tips(tips.fn.coalesce('tips.assignee', sql.lit('')), '<>', staffId);
  return [
    ...topics.map((slug): SeenList => ({ by: 'topic', of: tips => tips('tips.topic', '=', slug) })),
    {
      by: 'assignee',
      of: tips => tips.and([tips('tips.assignee', '=', staffId), elsewhere(tips)]),
    },
    {
      by: 'mention',
      of: tips =>
        tips.and([tips('tips.number', 'in', mentionsOf(staffId, tips)), notTheirs(tips), elsewhere(tips)]),
    },
  ];
}
