import type { ListBar, ShownCount } from '../../../../views/staff/list/list-bar.ts';
import { staffPaths } from '../../../paths.ts';
import { CHANNELS } from '../../../tips/channels.ts';
import { type Counts, MOST_COUNTED } from '../../../tips/list/counts.ts';
import { EVERYDAY, type Filter, filterQuery, HAVINGS, SORTS } from '../../../tips/list/filter.ts';
import { VIEWS } from '../../../tips/list/views.ts';
import { OUTCOMES } from '../../../tips/outcomes.ts';
import { STATES } from '../../../tips/states.ts';

/** Fields that stand for one condition each, in the order of the chips. */
const SINGLE = ['state', 'outcome', 'topic', 'channel', 'assignee', 'tag', 'from', 'to'] as const;

/** What there is to look at and to narrow it down by, each with where it leads: a filter is its address. */
export function listBar(filter: Filter, search: string, counts: Counts): ListBar {
  const hrefOf = (other: Filter) => {
    const query = new URLSearchParams(filterQuery(other));
    if (search !== '') query.set('q', search);
    return staffPaths.list(query);
  };
  const { view, sort } = filter;
  return {
    tabs: VIEWS.filter(name => name === view || name !== 'answered' || counts.get(name) !== 0).map(name => ({
      view: name,
      href: staffPaths.list(new URLSearchParams(filterQuery({ ...EVERYDAY, view: name }))),
      count: shownCount(counts.get(name)),
      isCurrent: name === view,
    })),
    chips: chipsOf(filter).map(({ without, ...chip }) => ({ ...chip, href: hrefOf(without) })),
    sorts: SORTS.map(name => ({
      sort: name,
      href: hrefOf({ ...filter, sort: name }),
      isCurrent: name === sort,
    })),
    clear: hrefOf({ ...EVERYDAY, view, sort }),
    choices: { states: STATES, outcomes: OUTCOMES, channels: CHANNELS, havings: HAVINGS },
  };
}

/** Each with the filter that is left without it. */
const chipsOf = (filter: Filter) => [
  ...SINGLE.flatMap(field => {
    const value = filter[field];
    const { [field]: _taken, ...rest } = filter;
    return value === undefined ? [] : [{ field, value, without: rest }];
  }),
  ...filter.has.map(value => ({
    field: 'has' as const,
    value,
    without: { ...filter, has: filter.has.filter(other => other !== value) },
  })),
  ...(filter.unread ? [{ field: 'unread' as const, without: { ...filter, unread: false } }] : []),
];

export const shownCount = (count = 0): ShownCount => ({
  count: Math.min(count, MOST_COUNTED),
  isMore: count > MOST_COUNTED,
});
