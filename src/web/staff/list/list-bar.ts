import type { Chip, ListBar, ShownCount, Tab } from '../../../../views/staff/list/list-bar.ts';
import { staffPaths } from '../../../paths.ts';
import { may, type Viewer } from '../../../staff/access.ts';
import { CHANNELS } from '../../../tips/channels.ts';
import type { ViewCounts } from '../../../tips/list/count-views.ts';
import { MOST_COUNTED } from '../../../tips/list/counts.ts';
import {
  EVERYDAY,
  type Filter,
  filterQuery,
  HAVINGS,
  type SavedFilter,
  SORTS,
  standsUnderDays,
  wholeSearch,
} from '../../../tips/list/filter.ts';
import { VIEWS } from '../../../tips/list/views.ts';
import { OUTCOMES } from '../../../tips/outcomes.ts';
import { STATES } from '../../../tips/states.ts';
import { TURNS } from '../../../tips/turns.ts';
import type { SavedView } from '../../../tips/views/load-views.ts';
import { mergedFilter, SINGLE_FIELDS } from '../../../tips/views/merged-filter.ts';
import { savedForms } from './saved-forms.ts';
import type { ToldView } from './told.ts';

/** What the bar is made of. `search`: as it was typed; `saved`: the views that the viewer has. */
export type Listed = {
  filter: Filter;
  search: string;
  counts: ViewCounts;
  saved: readonly SavedView[];
  viewer: Viewer;
  told?: ToldView | null;
};

/** What there is to look at and to narrow it down by, each with where it leads: a filter is its address. */
export function listBar({ told = null, ...listed }: Listed): ListBar {
  const { filter, search } = listed;
  const own: Filter = { ...EVERYDAY, view: filter.view, sort: filter.sort };
  return {
    tabs: tabsOf(listed),
    chips: [
      ...(filter.saved === undefined ? [] : heldChips({ ...filter, saved: filter.saved }, search)),
      ...chipsOf(filter).map(({ without, ...chip }) => ({ ...chip, href: hrefOf(without, search) })),
    ],
    sorts: SORTS.map(name => ({
      sort: name,
      href: hrefOf({ ...filter, sort: name }, search),
      isCurrent: name === filter.sort,
    })),
    toDay: wholeSearch(filter, search) === '' && standsUnderDays(filter.sort) ? filterQuery(filter) : null,
    clear: hrefOf({ ...own, ...(filter.saved !== undefined && { saved: filter.saved }) }, search),
    choices: { states: STATES, outcomes: OUTCOMES, channels: CHANNELS, havings: HAVINGS, turns: TURNS },
    forms: savedForms({
      ...{ filter, search, told, mayShare: may(listed.viewer, 'share views') },
      isNarrowed: search !== '' || chipsOf(filter).length > 0,
    }),
  };
}

function hrefOf(filter: Filter, search: string): string {
  const query = new URLSearchParams(filterQuery(filter));
  if (search !== '') query.set('q', search);
  return staffPaths.list(query);
}

function tabsOf({ filter, counts, saved }: Listed): Tab[] {
  const isShown = (name: string) =>
    name === filter.view || name !== 'answered' || counts.views.get(name) !== 0;
  return [
    ...VIEWS.filter(isShown).map(
      (view): Tab => ({
        ...{ view, href: hrefOf({ ...EVERYDAY, view }, '') },
        count: shownCount(counts.views.get(view)),
        isCurrent: filter.saved === undefined && view === filter.view,
      }),
    ),
    ...saved.map(({ id, name, isShared, ...held }): Tab => {
      const count = counts.saved.get(id) ?? null;
      return {
        ...{ saved: { id, name, isShared } },
        href: staffPaths.list({ view: name }),
        count: count && { ...shownCount(count.count), isMore: count.isMore },
        isSearch: held.search !== '',
        isCurrent: id === filter.saved?.id,
      };
    }),
  ];
}

/** Each with the filter that is left without it. */
const chipsOf = (filter: Filter) => [
  ...SINGLE_FIELDS.flatMap(field => {
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

/** What a saved view holds: without one of these it is that view no more. Of one that is hidden nothing is told. */
function heldChips(filter: Filter & { saved: SavedFilter }, search: string): Chip[] {
  const { saved } = filter;
  if (saved.isHidden) return [{ field: 'hidden', href: null }];
  const { saved: _saved, ...own } = filter;
  const merged = (held: Filter): Filter => mergedFilter({ ...own, saved: { ...saved, filter: held } });
  const whole = [saved.search, search].filter(part => part !== '').join(' ');
  const { view } = saved.filter;
  const ofView: Chip[] =
    view === 'all'
      ? []
      : [{ field: 'view', value: view, href: hrefOf(merged({ ...saved.filter, view: 'all' }), whole) }];
  const ofSearch: Chip[] =
    saved.search === ''
      ? []
      : [{ field: 'q', value: saved.search, href: hrefOf(merged(saved.filter), search) }];
  return [
    ...ofView,
    ...chipsOf(saved.filter).map(({ without, ...chip }) => ({
      ...chip,
      href: hrefOf(merged(without), whole),
    })),
    ...ofSearch,
  ];
}

export const shownCount = (count = 0): ShownCount => ({
  count: Math.min(count, MOST_COUNTED),
  isMore: count > MOST_COUNTED,
});
